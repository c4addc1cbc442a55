import * as tfjs from "#tfjs";
import { activate } from "../backends/activate.ts";
import { takeBackendFailures } from "../backends/failures.ts";
import { type BackendName, reasonOf } from "../backends/outcome.ts";
import { OPERATIONS } from "./cases.ts";

/** Largest difference to the reference, relative to max(1, |reference|). */
const TOLERANCE = 1e-3;

/** What came of running the operations on one backend. */
export interface OperationsCheck {
  readonly backend: BackendName;
  readonly operations: number;
  readonly milliseconds: number;
  /** One sentence, without its full stop, for each thing that is wrong. */
  readonly faults: readonly string[];
}

/**
 * Runs about fifty operations, forward and backward, on a backend and compares them with another one. Both
 * must have been started. Leaves `name` active. Takes about a second where shaders have to be compiled.
 */
export async function checkOperations(name: BackendName, reference: BackendName): Promise<OperationsCheck> {
  const expected = await onBackend(reference, allValues);
  takeBackendFailures();
  const begin = performance.now();
  const actual = await onBackend(name, allValues);
  const milliseconds = performance.now() - begin;
  const faults = [...actual].flatMap(([operation, values]) => {
    if (typeof values === "string") return [`It fails in ${operation} (${values})`];
    return agree(expected.get(operation), values)
      ? []
      : [`It gives other numbers than ${reference} for ${operation}`];
  });
  const failures = takeBackendFailures().filter(({ kind }) => kind === "device");
  faults.push(...failures.map(({ why }) => `While it was checked, ${why}`));
  return { backend: name, operations: actual.size, milliseconds, faults };
}

/** `checked 48 operations in 1.3 s: all right`, or what is wrong. */
export function checkSentence({ operations, milliseconds, faults }: OperationsCheck): string {
  const found = faults.length === 0 ? "all right" : `${faults.join("; ")}.`;
  return `checked ${operations} operations in ${(milliseconds / 1000).toFixed(1)} s: ${found}`;
}

/** Runs `work` with a backend active. */
export async function onBackend<T>(name: BackendName, work: () => Promise<T>): Promise<T> {
  if (!(await activate(name))) throw new Error(`internal: ${name} is no longer available`);
  if (name !== "webgpu") return work();
  const flag = "WEBGPU_CPU_FORWARD"; // while it is set, small tensors never reach the device
  const before = tfjs.env().getBool(flag);
  tfjs.env().set(flag, false);
  return work().finally(() => tfjs.env().set(flag, before));
}

/** The values of each operation by its name, or why it throws. */
async function allValues(): Promise<Map<string, Float32Array | string>> {
  const found = new Map<string, Float32Array | string>();
  for (const [operation, compute] of Object.entries(OPERATIONS)) {
    found.set(operation, await valuesOf(compute).catch(reasonOf));
  }
  return found;
}

async function valuesOf(compute: () => tfjs.Tensor): Promise<Float32Array> {
  const result = tfjs.tidy(() => compute().flatten());
  try {
    return Float32Array.from(await result.data());
  } finally {
    result.dispose();
  }
}

function agree(expected: Float32Array | string | undefined, actual: Float32Array): boolean {
  if (!(expected instanceof Float32Array) || expected.length !== actual.length) return false;
  return expected.every((value, i) => {
    const other = actual[i] as number;
    return Object.is(value, other) || value === other || close(value, other);
  });
}

const close = (expected: number, actual: number): boolean =>
  Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected));
