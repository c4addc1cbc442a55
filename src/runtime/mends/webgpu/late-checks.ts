import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { reportBackendFailure } from "../../backends/failures.ts";
import { viewed } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { runShader, type Shader, type WebgpuBackend } from "./shaders.ts";

/**
 * On webgpu values cannot be looked at before an operation has to return. What must be refused is found by a shader, which
 * notes its place in a slot on the device, and the next reading of any tensor throws.
 */

/** Checks whose outcome is still on the device, each with a slot of its own there. */
const SLOTS = 256;

/** The error for the place that a check found. */
type Refusal = (place: number) => Error;

let pending: Refusal[] = [];
let flags: { readonly backend: WebgpuBackend; readonly info: TensorInfo } | undefined;

export interface LateCheck {
  /** To be called with `index` and the uniform `slot`: stores index + 1 in `result[uniforms.slot]` where it refuses. */
  readonly shader: Shader;
  readonly over: TensorInfo;
  /** Values of the uniforms that the shader declares after `slot` and `count`. */
  readonly uniforms: readonly number[];
  readonly refusal: Refusal;
}

/** Has every entry of a tensor checked on the device. */
export function checkOnDevice(backend: WebgpuBackend, { shader, over, uniforms, refusal }: LateCheck): void {
  flags ??= { backend, info: backend.makeTensorInfo([SLOTS], "int32", new Int32Array(SLOTS)) };
  const slot = pending.length % SLOTS;
  if (pending.length < SLOTS) pending.push(refusal);
  const count = sizeOf(over.shape);
  runShader(
    backend,
    { ...shader, uniforms: `slot : i32, count : i32, ${shader.uniforms ?? ""}` },
    [viewed(over, [count])],
    { shape: [SLOTS], dtype: "int32" },
    {
      count,
      uniforms: [slot, count, ...uniforms].map((value) => ({ type: "int32" as const, data: [value] })),
      into: flags.info,
    },
  );
}

/**
 * Refuses, at the next reading of any tensor, what a condition holds for. Only where webgpu is active: on the other
 * backends the caller can look at once.
 */
export function refuseLater(condition: tfjs.Tensor, refusal: Refusal): void {
  if (condition.size === 0) return;
  const shader: Shader = {
    name: "late_refusal",
    inputs: ["A"],
    body: "if (index < uniforms.count && i32(A[index]) != 0) { result[uniforms.slot] = index + 1; }",
  };
  const backend = tfjs.backend() as unknown as WebgpuBackend;
  checkOnDevice(backend, { shader, over: condition, uniforms: [], refusal });
}

/**
 * Reads what the shaders found since the last call. To be awaited before values are handed out on webgpu. An answer may
 * have gone on meanwhile, or be ready to catch what comes too late: so it is also a failure of the backend.
 *
 * @throws the error of one check that found something, if there is one.
 */
export async function refuseWhatWasFound(): Promise<void> {
  if (flags === undefined) return;
  const { backend, info } = flags;
  const checks = pending;
  flags = undefined;
  pending = [];
  if (tfjs.findBackend("webgpu") !== (backend as unknown)) return; // it was lost, and its flags with it
  const found = await backend.read(info.dataId);
  backend.disposeData(info.dataId, true);
  const slot = Array.from(found).findIndex((place) => place > 0);
  if (slot < 0) return;
  reportBackendFailure({ kind: "lacking", why: "it notices too late what an operation has to refuse" });
  throw (checks[slot] as Refusal)((found[slot] as number) - 1);
}
