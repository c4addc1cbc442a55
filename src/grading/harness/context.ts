import { tf } from "../../runtime/tf.ts";
import { random as seededRandom } from "../../tools/random/index.ts";
import type { Failure, FailureKind } from "../verdict.ts";
import { compareReadings } from "./compare.ts";
import { CaseFailure, failureOf, tampered } from "./failures.ts";
import { type Reading, readingOf, summaryOf } from "./reading.ts";
import { currentSession, type Exports } from "./session.ts";
import { toleranceFor } from "./tolerance.ts";

type Tensor = import("#tfjs").Tensor;
type Shape = readonly number[];

/** Options of a comparison: how many terms each value sums, or an absolute tolerance where the case needs its own. */
export interface SameOptions {
  readonly reductionLength?: number;
  readonly atol?: number;
}

/** What a case is given. `Room` is the type of the room's solution module. */
export interface CaseContext<Room> {
  /** The exports under test. Reading one that is missing fails the case with a sentence that says so. */
  readonly answer: Room;
  readonly solution: Room;
  /** Seeded by room, case and run. What it makes is compared before and after the case. */
  readonly random: SeededInputs;
  readonly given: FixedInputs;
  /** Fails unless the actual value equals the expected one: kind, rank, shape, dtype, finiteness, values, in this order. */
  expectSame(
    label: string,
    actual: unknown | (() => unknown),
    expected: unknown,
    options?: SameOptions,
  ): Promise<void>;
  /** Fails unless `holds` is true of the actual value. `requirement` completes "It should be …". */
  expectThat<T>(
    label: string,
    actual: () => T,
    holds: (value: Awaited<T>) => boolean | Promise<boolean>,
    requirement: string,
  ): Promise<void>;
}

export interface SeededInputs {
  normal(shape: Shape, mean?: number, deviation?: number): Tensor;
  uniform(shape: Shape, low?: number, high?: number): Tensor;
  /** int32, low included, high excluded. */
  integers(shape: Shape, low: number, high: number): Tensor;
  /** A plain number in [0, 1), for sizes and the like. */
  next(): number;
}

export interface FixedInputs {
  tensor(values: import("#tfjs").TensorLike, shape?: Shape, dtype?: "float32" | "int32" | "bool"): Tensor;
}

/** A case's own notebook: what it was given and what it has judged so far. */
export class CaseLedger {
  readonly inputs: { readonly tensor: Tensor; readonly before: Promise<Reading> }[] = [];
  expectations = 0;
  failed = false;
}

/** Builds the context in which a case's function runs with `subject` in the learner's place. */
export function caseContext<Room>(subject: Exports, seed: number, ledger: CaseLedger): CaseContext<Room> {
  const { order, solution } = currentSession();
  const track = (tensor: Tensor): Tensor => {
    const before = readingOf(tensor);
    before.catch(() => {}); // a case that throws at once is over, and its tensors gone, before webgpu has read this
    ledger.inputs.push({ tensor, before });
    return tensor;
  };
  return {
    answer: subject as Room,
    solution: solution as Room,
    random: seededInputs(seed, track),
    given: {
      tensor: (values, shape, dtype) => track(tf.tensor(values, shape as number[] | undefined, dtype)),
    },
    expectSame: (label, actual, expected, options = {}) =>
      judge(ledger, async () =>
        sameOrThrow(
          label,
          await produce(label, actual, ledger, order.answerPath),
          await settle(expected),
          options,
          ledger,
        ),
      ),
    expectThat: (label, actual, holds, requirement) =>
      judge(ledger, async () => {
        const value = await produce(label, actual, ledger, order.answerPath);
        await holdsOrThrow(
          label,
          value,
          holds as (value: unknown) => boolean | Promise<boolean>,
          requirement,
          ledger,
        );
      }),
  };
}

function seededInputs(seed: number, track: (tensor: Tensor) => Tensor): SeededInputs {
  const generator = seededRandom(seed);
  return {
    normal: (shape, mean = 0, deviation = 1) =>
      track(
        tf.tidy(() =>
          generator
            .normal([...shape])
            .mul(deviation)
            .add(mean),
        ),
      ),
    uniform: (shape, low = 0, high = 1) => track(generator.uniform([...shape], low, high)),
    integers: (shape, low, high) => track(generator.integers([...shape], low, high)),
    next: () => generator.next(),
  };
}

async function judge(ledger: CaseLedger, expectation: () => Promise<void>): Promise<void> {
  try {
    await expectation();
    ledger.expectations++;
  } catch (thrown) {
    ledger.failed = true;
    throw thrown;
  }
}

/** Runs the learner's part of an expectation: whatever it throws is theirs. */
async function produce(
  label: string,
  actual: unknown,
  ledger: CaseLedger,
  answerPath: string,
): Promise<unknown> {
  try {
    return await settle(typeof actual === "function" ? (actual as () => unknown)() : actual);
  } catch (thrown) {
    if (thrown instanceof CaseFailure) throw thrown;
    throw new CaseFailure(failureOf(thrown, label, answerPath), ledger.expectations);
  } finally {
    refuseTampering(label, ledger);
  }
}

/** A promise's value. A tensor is never treated as a promise, whatever `then` an answer may have hung on it. */
async function settle(value: unknown): Promise<unknown> {
  return value instanceof Promise ? await value : value;
}

function refuseTampering(label: string, ledger: CaseLedger): void {
  const changed = currentSession().firstTampering();
  if (changed === undefined) return;
  throw new CaseFailure(tampered(changed, label), ledger.expectations);
}

/** Both values as text, for the first failing case of a run: that is the one to look at, and printing takes longer than grading. */
function valuesOnce(mine: Reading, right: Reading): Pick<Failure, "expected" | "actual"> {
  const session = currentSession();
  if (session.hasShownValues) return {};
  session.hasShownValues = true;
  return { expected: summaryOf(right), actual: summaryOf(mine) };
}

async function sameOrThrow(
  label: string,
  actual: unknown,
  expected: unknown,
  options: SameOptions,
  ledger: CaseLedger,
): Promise<void> {
  const [mine, right] = [await readingOf(actual), await readingOf(expected)];
  const dtype = right.kind === "tensor" ? right.dtype : "float32";
  const tolerance =
    options.atol ?? toleranceFor(dtype, options.reductionLength ?? 1, currentSession().backend);
  const comparison = compareReadings(mine, right, tolerance);
  if (comparison.kind === "same") return;
  const { failure: kind, sentence, difference } = comparison;
  throw new CaseFailure(
    failure(kind, label, sentence, { ...valuesOnce(mine, right), ...(difference && { difference }) }),
    ledger.expectations,
    mine,
    right,
  );
}

async function holdsOrThrow(
  label: string,
  value: unknown,
  holds: (value: unknown) => boolean | Promise<boolean>,
  requirement: string,
  ledger: CaseLedger,
): Promise<void> {
  let held: boolean;
  try {
    held = (await holds(value)) === true;
  } catch (thrown) {
    throw new CaseFailure(failureOf(thrown, label, currentSession().order.answerPath), ledger.expectations);
  }
  if (held) return;
  const mine = await readingOf(value);
  const message = `It should be ${requirement}.`;
  throw new CaseFailure(
    failure("values", label, message, { expected: { text: requirement }, actual: summaryOf(mine) }),
    ledger.expectations,
    mine,
  );
}

function failure(kind: FailureKind, label: string, message: string, rest: Partial<Failure>): Failure {
  return { kind, label, message, ...rest };
}

/** Fails when an answer wrote into, or disposed of, a tensor that it was given. */
export async function refuseChangedInputs(ledger: CaseLedger): Promise<void> {
  for (const { tensor, before } of ledger.inputs) {
    const [now, then] = [await readingOf(tensor), await before];
    const comparison = compareReadings(now, then, 0);
    if (comparison.kind === "same") continue;
    const disposed = tensor.isDisposed ? "disposed of it" : "changed it";
    const message = `Your code was given a tensor of shape [${tensor.shape.join(", ")}] and ${disposed}. Make a new tensor and leave the input as it was.`;
    throw new CaseFailure(
      failure("input-changed", "the input", message, { expected: summaryOf(then), actual: summaryOf(now) }),
      ledger.expectations,
      now,
      then,
    );
  }
}
