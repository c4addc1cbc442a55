import type { DataType, Tensor } from "#tfjs";
import { takeBackendFailures } from "../../src/runtime/backend.ts";
import { openRun } from "../../src/runtime/memory.ts";
import { tf } from "../../src/runtime/tf.ts";
import { OPERATIONS } from "./cases/index.ts";
import type { Derivative, Recorded, RecordedCase, RecordedTensor } from "./recorded.ts";

export type Stage = "forward" | "gradient" | "second";

/** How far a number may be from PyTorch's, relative to max(1, |PyTorch's|). */
export const TOLERANCES: Readonly<Record<Stage, number>> = { forward: 1e-4, gradient: 1e-3, second: 2e-3 };

/** What one case came to on the active backend. */
export interface Measurement {
  readonly name: string;
  readonly op: string;
  readonly category: string;
  readonly row: number | undefined;
  /** The largest error of each stage that the case has. */
  readonly errors: Partial<Record<Stage, number>>;
  /** What is wrong, in words; none if all is right. */
  readonly holes: readonly string[];
}

type Compute = (...inputs: Tensor[]) => Tensor;

/** Runs a case on the active backend and holds it to what is recorded. Frees all that it makes. */
export async function measure(recorded: RecordedCase): Promise<Measurement> {
  const { name, op, category, row } = recorded;
  const errors: Partial<Record<Stage, number>> = {};
  const holes: string[] = [];
  const run = openRun();
  takeBackendFailures();
  try {
    if (recorded.outputs === "refused") holes.push(...(await notRefused(recorded)));
    else await compareStages(recorded, errors, holes);
  } catch (error) {
    holes.push(`throws: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await settled();
    run.close();
  }
  holes.push(
    ...takeBackendFailures()
      .filter(({ kind }) => kind === "device")
      .map(({ why }) => `the backend fails: ${why}`),
  );
  return { name, op, category, row, errors, holes };
}

/** webgpu sends commands in batches and complains later: what is still waiting belongs to this case. */
async function settled(): Promise<void> {
  if (tf.getBackend() === "webgpu") await tf.scalar(1).add(1).data();
}

async function notRefused(recorded: RecordedCase): Promise<string[]> {
  try {
    const result = await operationOf(recorded)(...recorded.inputs.map(tensorOf));
    for (const x of asList(result)) await x.data();
    return ["it should throw, and gives a result"];
  } catch {
    return [];
  }
}

async function compareStages(
  recorded: RecordedCase,
  errors: Partial<Record<Stage, number>>,
  holes: string[],
): Promise<void> {
  const inputs = recorded.inputs.map(tensorOf);
  const compute = operationOf(recorded);
  const note = async (stage: Stage, actual: Tensor, expected: RecordedTensor, what: string) => {
    const { error, hole } = await compared(actual, expected, TOLERANCES[stage]);
    errors[stage] = Math.max(errors[stage] ?? 0, error);
    if (hole !== undefined) holes.push(`${what}: ${hole}`);
  };

  const outputs = asList(await compute(...inputs));
  const expected = recorded.outputs as readonly RecordedTensor[];
  if (outputs.length !== expected.length)
    holes.push(`${outputs.length} results instead of ${expected.length}`);
  for (const [i, want] of expected.entries()) {
    if (outputs[i] !== undefined) await note("forward", outputs[i], want, "result");
  }
  for (const derivative of recorded.gradients ?? []) {
    const gradient = gradientsOf(scalarOf(recorded), inputs)[derivative.input] as Tensor;
    await note(
      "gradient",
      gradient,
      expectedBeside(recorded, derivative),
      `gradient by input ${derivative.input}`,
    );
  }
  for (const derivative of recorded.seconds ?? []) {
    const second = gradientsOf(slopeOf(recorded), inputs)[derivative.input] as Tensor;
    await note(
      "second",
      second,
      expectedBeside(recorded, derivative),
      `second derivative by input ${derivative.input}`,
    );
  }
}

function operationOf({ op, attributes }: RecordedCase): ReturnType<(typeof OPERATIONS)[string]> {
  const operation = OPERATIONS[op];
  if (operation === undefined) throw new Error(`tests/conformance/cases has no operation called "${op}"`);
  return operation(attributes);
}

/** The sum of output times cotangent. */
function scalarOf(recorded: RecordedCase): Compute {
  const compute = operationOf(recorded) as Compute;
  return (...inputs) => {
    const output = compute(...inputs);
    return tf.sum(tf.mul(output, tf.tensor(numbersOf(recorded.cotangent), output.shape)));
  };
}

/** The sum of the gradients times their directions, itself a function of the inputs. */
function slopeOf(recorded: RecordedCase): Compute {
  return (...inputs) => {
    const gradients = gradientsOf(scalarOf(recorded), inputs);
    const along = (recorded.directions ?? []).map(({ input, values }) => {
      const gradient = gradients[input] as Tensor;
      return tf.sum(tf.mul(gradient, tf.tensor(numbersOf(values), gradient.shape)));
    });
    return tf.addN(along);
  };
}

/** Gradients by all float32 inputs, at their places; zeros by an input that does not matter. */
function gradientsOf(compute: Compute, inputs: Tensor[]): (Tensor | undefined)[] {
  const places = [...inputs.keys()].filter((i) => inputs[i]?.dtype === "float32");
  const variables = places.map((i) => inputs[i] as Tensor);
  const found: readonly (Tensor | undefined)[] = tf
    .engine()
    .gradients(() => compute(...inputs), variables, undefined, true).grads;
  return inputs.map((x, i) => {
    const place = places.indexOf(i);
    return place < 0 ? undefined : (found[place] ?? tf.zerosLike(x));
  });
}

function expectedBeside(recorded: RecordedCase, { input, values }: Derivative): RecordedTensor {
  return { shape: (recorded.inputs[input] as RecordedTensor).shape, dtype: "float32", values };
}

async function compared(
  actual: Tensor,
  expected: RecordedTensor,
  tolerance: number,
): Promise<{ error: number; hole?: string }> {
  const found = `${actual.dtype} [${actual.shape}]`;
  const wanted = `${expected.dtype} [${expected.shape}]`;
  if (found !== wanted) return { error: Number.POSITIVE_INFINITY, hole: `${found} instead of ${wanted}` };
  const values = await actual.data();
  const wants = numbersOf(expected.values);
  const distances = wants.map((want, i) => distance(values[i] as number, want));
  const error = Math.max(0, ...distances);
  const allowed = expected.dtype === "float32" ? tolerance : 0;
  if (error <= allowed) return { error };
  const at = distances.indexOf(error);
  return { error, hole: `at ${at}: ${values[at]} instead of ${wants[at]}` };
}

function distance(value: number, want: number): number {
  if (Object.is(value, want) || value === want) return 0;
  const error = Math.abs(value - want) / Math.max(1, Math.abs(want));
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

const asList = (result: Tensor | readonly Tensor[]): readonly Tensor[] =>
  result instanceof tf.Tensor ? [result] : result;

const numbersOf = (values: readonly Recorded[] = []): number[] => values.map(Number);

const tensorOf = ({ shape, dtype, values }: RecordedTensor): Tensor =>
  tf.tensor(numbersOf(values), shape, dtype as DataType);
