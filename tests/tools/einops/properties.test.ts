import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Tensor } from "#tfjs";
import { startBackend } from "../../../src/runtime/backend.ts";
import { rearrange, reduce, repeat, tf } from "../../../src/tools/index.ts";
import { resultOrLesson } from "../lesson-or.ts";
import { mangled } from "../mangled.ts";
import { naiveEinops } from "./naive.ts";

beforeAll(async () => {
  await startBackend("cpu");
});

/** A pattern with a tensor that it fits. */
interface Call {
  readonly shape: readonly number[];
  readonly pattern: string;
  readonly lengths: Readonly<Record<string, number>>;
}

/** Some axes in parentheses, the others alone. */
const side = (names: readonly string[], cuts: readonly boolean[]): string[][] => {
  const axes: string[][] = [];
  for (const [i, name] of names.entries()) {
    const last = axes.at(-1);
    if (cuts[i] === true && last !== undefined) last.push(name);
    else axes.push([name]);
  }
  return axes;
};
const written = (axes: readonly string[][]): string =>
  axes.map((axis) => (axis.length === 1 ? axis[0] : `(${axis.join(" ")})`)).join(" ");

const NAMES = ["a", "b2", "d_head", "w"];
const cuts = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });

/** Patterns of which every name has a length from 1 to 3; `onlyLeft` and `onlyRight` names come and go. */
function calls(onlyLeft: boolean, onlyRight: boolean): fc.Arbitrary<Call> {
  return fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
      left: fc.shuffledSubarray(NAMES, { minLength: 1 }),
      right: fc.shuffledSubarray(NAMES, { minLength: 0 }),
      order: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      leftCuts: cuts,
      rightCuts: cuts,
    })
    .map(({ sizes, left, right, order, leftCuts, rightCuts }) => {
      const kept = [...left].sort((a, b) => (order[NAMES.indexOf(a)] ?? 0) - (order[NAMES.indexOf(b)] ?? 0));
      const result = onlyLeft
        ? right.filter((name) => left.includes(name))
        : onlyRight
          ? [...right, ...left.filter((name) => !right.includes(name))]
          : kept;
      const lengths = Object.fromEntries(
        NAMES.flatMap((name, i) =>
          left.includes(name) || result.includes(name) ? [[name, sizes[i] ?? 1]] : [],
        ),
      );
      const from = side(left, leftCuts);
      const shape = from.map((axis) => axis.reduce((product, name) => product * (lengths[name] ?? 1), 1));
      return { shape, pattern: `${written(from)} -> ${written(side(result, rightCuts))}`, lengths };
    });
}

const numbered = (shape: readonly number[]): Tensor => {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => i + 1),
    [...shape],
    "float32",
  );
};

function expectNaive(result: Tensor, x: Tensor, { pattern, lengths }: Call): void {
  const expected = naiveEinops({ shape: x.shape, values: [...x.dataSync()] }, pattern, lengths);
  expect(result.shape).toEqual(expected.shape);
  expect([...result.dataSync()]).toEqual(expected.values);
}

const TOOLS = [
  ["rearrange", calls(false, false), (x: Tensor, call: Call) => rearrange(x, call.pattern, call.lengths)],
  ["reduce", calls(true, false), (x: Tensor, call: Call) => reduce(x, call.pattern, "sum", call.lengths)],
  ["repeat", calls(false, true), (x: Tensor, call: Call) => repeat(x, call.pattern, call.lengths)],
] as const;

describe.each(TOOLS)("%s", (_name, patterns, run) => {
  test("any pattern that fits gives what loops give", () => {
    fc.assert(
      fc.property(patterns, (call) => {
        tf.tidy(() => expectNaive(run(numbered(call.shape), call), numbered(call.shape), call));
      }),
      { numRuns: 300 },
    );
  });

  test("any text as a pattern gives what loops give, or a sentence", () => {
    const texts = patterns.chain((call) =>
      mangled(fc.constant(call.pattern), "ab w2()1.…->, _é\n").map((pattern) => ({ ...call, pattern })),
    );
    fc.assert(
      fc.property(texts, (call) => {
        tf.tidy(() => {
          const x = numbered(call.shape);
          const result = resultOrLesson(() => run(x, call));
          if (result !== undefined) expectNaive(result, x, call);
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("nonsense gives a sentence", () => {
    const anything = fc.record({
      pattern: fc.oneof(
        fc.string({ unit: "binary-ascii" }),
        fc.string({ unit: fc.constantFrom(..."ab ()->.12") }),
      ),
      lengths: fc.dictionary(fc.constantFrom(...NAMES, "__proto__"), fc.oneof(fc.double(), fc.integer())),
    });
    fc.assert(
      fc.property(anything, (call) => {
        tf.tidy(() => resultOrLesson(() => run(numbered([2, 3]), { shape: [2, 3], ...call })));
      }),
      { numRuns: 500 },
    );
  });
});
