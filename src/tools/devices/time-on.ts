import { BackendUnavailableError } from "../../runtime/backend.ts";
import { engine } from "../../runtime/engine.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import { tf } from "../tensorflow.ts";
import { type Device, goTo, to } from "./to.ts";

/** How one device fared: it was timed, or it is not there and why. */
export type DeviceOutcome =
  | {
      readonly kind: "timed";
      readonly device: Device;
      readonly milliseconds: number;
      /** Largest difference of any value from the result of the first device that was timed. */
      readonly difference: number;
    }
  | { readonly kind: "absent"; readonly device: Device; readonly why: string };

/** What `timeOn` found, one outcome a device, in the order asked for. Printed it is a table. */
export class DeviceTimes {
  readonly outcomes: readonly DeviceOutcome[];

  constructor(outcomes: readonly DeviceOutcome[]) {
    this.outcomes = outcomes;
  }

  toString(): string {
    const times = this.outcomes.flatMap((outcome) =>
      outcome.kind === "timed" ? [outcome.milliseconds] : [],
    );
    return [
      line("device", "time", "", "difference"),
      ...this.outcomes.map((outcome) => lineOf(outcome, Math.min(...times))),
    ].join("\n");
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

function lineOf(outcome: DeviceOutcome, quickest: number): string {
  if (outcome.kind === "absent") return `${outcome.device.padEnd(10)}  is not there: ${outcome.why}`;
  const { device, milliseconds, difference } = outcome;
  const times = `${(milliseconds / quickest).toFixed(1)} ×`;
  return line(device, durationText(milliseconds), times, difference.toExponential(0));
}

const line = (device: string, time: string, times: string, difference: string): string =>
  `${device.padEnd(10)}  ${time.padStart(8)}  ${times.padStart(7)}  ${difference.padStart(10)}`;

const durationText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;

/**
 * Runs the same work on several devices, one after the other, and tells how long each took and whether they agree.
 *
 * `inputs` are copied to each device and given to `run`, whose result (one tensor) is read before the clock stops: a GPU
 * has only been *told* what to do until somebody asks for the numbers. Each device runs the work once untimed, so
 * that starting, compiling and warming up do not count. You are back on the device you came from when it ends, also
 * after an error, and everything that was made is freed.
 *
 * ```ts
 * console.log(await timeOn(["wasm", "cpu"], [rays, mesh], raytraceMesh)); // a table, a line a device
 * ```
 * @throws whatever `run` throws. A device that does not start is no error; its line says why.
 */
export async function timeOn<T extends readonly tf.Tensor[]>(
  devices: readonly Device[],
  inputs: T,
  run: (...inputs: { -readonly [K in keyof T]: T[K] }) => tf.Tensor | Promise<tf.Tensor>,
): Promise<DeviceTimes> {
  if (!Array.isArray(devices) || !Array.isArray(inputs) || typeof run !== "function") {
    throw lesson("timeOn", {
      what: "it takes devices in an array, tensors in an array, and the function to run on them.",
      given: { got: [devices, inputs, run].map(described).join(", ") },
      example: 'await timeOn(["wasm", "cpu"], [rays, mesh], raytraceMesh)',
    });
  }
  const home = tf.getBackend() as Device;
  const outcomes: DeviceOutcome[] = [];
  let first: Values | undefined;
  try {
    for (const device of devices) {
      await goTo(home); // where the inputs can be read
      const { outcome, values } = await outcomeOn(
        device,
        inputs,
        (copies) => run(...(copies as never)),
        first,
      );
      first ??= values;
      outcomes.push(outcome);
    }
  } finally {
    await goTo(home);
  }
  return new DeviceTimes(outcomes);
}

type Values = Float32Array | Int32Array | Uint8Array;
type Work = (copies: readonly tf.Tensor[]) => tf.Tensor | Promise<tf.Tensor>;

async function outcomeOn(
  device: Device,
  inputs: readonly tf.Tensor[],
  run: Work,
  first: Values | undefined,
): Promise<{ readonly outcome: DeviceOutcome; readonly values?: Values }> {
  const there = await attempt(device, inputs);
  if (there.kind === "absent") return { outcome: there };
  try {
    const { milliseconds, values } = await timed(() => run(there.copies));
    const difference = differenceOf(values, first ?? values);
    return { outcome: { kind: "timed", device, milliseconds, difference }, values };
  } finally {
    for (const copy of there.copies) copy.dispose();
  }
}

type Arrival = { readonly kind: "there"; readonly copies: readonly tf.Tensor[] };
type Absence = Extract<DeviceOutcome, { kind: "absent" }>;

async function attempt(device: Device, inputs: readonly tf.Tensor[]): Promise<Arrival | Absence> {
  try {
    return { kind: "there", copies: await to(device, ...inputs) };
  } catch (error) {
    if (error instanceof BackendUnavailableError) return { kind: "absent", device, why: error.message };
    throw error;
  }
}

/** The second of two runs: the first one warms up. */
async function timed(
  run: () => tf.Tensor | Promise<tf.Tensor>,
): Promise<{ milliseconds: number; values: Values }> {
  await valuesOf(run);
  const begin = performance.now();
  const values = await valuesOf(run);
  return { milliseconds: performance.now() - begin, values };
}

/** Runs the work, reads its result and frees what it made. */
async function valuesOf(run: () => tf.Tensor | Promise<tf.Tensor>): Promise<Values> {
  engine.startScope();
  try {
    const result: unknown = await run();
    requireTensor("timeOn", result, "what the function returns");
    return (await result.data()) as Values;
  } finally {
    engine.endScope();
  }
}

/** Infinity beside Infinity agrees, and so does NaN beside NaN. */
function differenceOf(a: Values, b: Values): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const [i, value] of a.entries()) {
    const other = b[i] as number;
    if (!Object.is(value, other)) largest = Math.max(largest, Math.abs(value - other) || 0);
    if (Number.isNaN(value) !== Number.isNaN(other)) return Number.NaN;
  }
  return largest;
}
