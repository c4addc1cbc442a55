import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Tensor } from "#tfjs";
import { startBackend } from "../../../src/runtime/backend.ts";
import { index, tf } from "../../../src/tools/index.ts";
import { resultOrLesson } from "../lesson-or.ts";
import { mangled } from "../mangled.ts";

beforeAll(async () => {
  await startBackend("cpu");
});

const end = fc.option(fc.integer({ min: -7, max: 7 }), { nil: undefined });
const step = fc.option(
  fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0),
  { nil: undefined },
);
const ranges = fc.tuple(end, end, step).map(([begin, stop, by]) => ({
  text: `${begin ?? ""}:${stop ?? ""}${by === undefined ? "" : `:${by}`}`,
  begin,
  stop,
  by: by ?? 1,
}));

/** The positions of Python's range, by walking. */
function positions(
  length: number,
  { begin, stop, by }: { begin: number | undefined; stop: number | undefined; by: number },
): number[] {
  const clipped = (at: number) => {
    const place = at < 0 ? at + length : at;
    return by > 0 ? Math.min(Math.max(place, 0), length) : Math.min(Math.max(place, -1), length - 1);
  };
  const from = begin === undefined ? (by > 0 ? 0 : length - 1) : clipped(begin);
  const to = stop === undefined ? (by > 0 ? length : -1) : clipped(stop);
  const found: number[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) found.push(at);
  return found;
}

const grid = (rows: number, columns: number): Tensor =>
  tf.tensor(
    Array.from({ length: rows * columns }, (_, i) => i),
    [rows, columns],
    "int32",
  );

describe("index", () => {
  test("any two ranges pick what walking picks", () => {
    const sizes = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(sizes, sizes, ranges, ranges, (rows, columns, row, column) => {
        tf.tidy(() => {
          const picked = index(grid(rows, columns), row.text, column.text);
          const [down, right] = [positions(rows, row), positions(columns, column)];
          expect(picked.shape).toEqual([down.length, right.length]);
          expect([...picked.dataSync()]).toEqual(down.flatMap((i) => right.map((j) => i * columns + j)));
        });
      }),
      { numRuns: 500 },
    );
  });

  test("any text as a range gives a tensor or a sentence", () => {
    const texts = mangled(
      ranges.map(({ text }) => text),
      ":-0129 .…nea\n",
    );
    fc.assert(
      fc.property(texts, texts, (row, column) => {
        tf.tidy(() => resultOrLesson(() => index(grid(3, 4), row, column)));
      }),
      { numRuns: 1000 },
    );
  });

  test("nonsense gives a sentence", () => {
    const spec = fc.oneof(
      fc.string({ unit: "binary-ascii" }),
      fc.double(),
      fc.integer(),
      fc.constant(null),
      fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 4 }), (specs) => {
        tf.tidy(() => resultOrLesson(() => index(grid(3, 4), ...specs)));
      }),
      { numRuns: 1000 },
    );
  });
});
