import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { refuseOutside } from "../index-bounds.ts";
import { mendKernel, viewed } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { runShader, type WebgpuBackend } from "./shaders.ts";

/** What was indexed, for the sentence that refuses it. Axis `firstAxis + turn` belongs to each turn. */
interface Check {
  readonly operation: string;
  readonly lengths: readonly number[];
  readonly shape: readonly number[];
  readonly firstAxis: number;
}

/** Checks whose outcome is still on the device, each with a slot of its own there. */
const SLOTS = 256;
const MOST_TURNS = 6;
let pending: Check[] = [];
let flags: { readonly backend: WebgpuBackend; readonly info: TensorInfo } | undefined;

/**
 * Refuses indices that do not fit. Stock reads 0 or a neighbour's value for them and writes over others. On
 * this backend values cannot be looked at before the kernel has to return: indices that are still on the
 * processor are refused at once, others are checked by a shader, and the next reading of any tensor throws.
 */
export function mendIndexChecks(): void {
  mend<"x" | "indices", { axis: number }>("GatherV2", ({ x }, { axis }) => {
    const along = axis < 0 ? axis + x.shape.length : axis;
    return { operation: "gather", lengths: [x.shape[along] as number], shape: x.shape, firstAxis: along };
  });
  mend<"params" | "indices", unknown>("GatherNd", ({ params, indices }) =>
    tuples("gatherND", indices, params.shape),
  );
  mend<"indices" | "updates", { shape: number[] }>("ScatterNd", ({ indices }, { shape }) =>
    tuples("scatterND", indices, shape),
  );
  mend<"tensor" | "indices" | "updates", unknown>("TensorScatterUpdate", ({ tensor, indices }) =>
    tuples("tensorScatterUpdate", indices, tensor.shape),
  );
}

function tuples(operation: string, indices: TensorInfo, shape: readonly number[]): Check {
  return { operation, lengths: shape.slice(0, indices.shape.at(-1) ?? 1), shape, firstAxis: 0 };
}

function mend<Input extends string, Attributes>(
  kernelName: string,
  checkOf: (inputs: Readonly<Record<Input | "indices", TensorInfo>>, attributes: Attributes) => Check,
): void {
  mendKernel<Readonly<Record<Input | "indices", TensorInfo>>, Attributes>(
    "index check",
    kernelName,
    "webgpu",
    (stock) => (call) => {
      const { inputs, attrs, backend } = call;
      check(backend as WebgpuBackend, inputs.indices, checkOf(inputs, attrs));
      return stock(call);
    },
  );
}

function check(backend: WebgpuBackend, indices: TensorInfo, what: Check): void {
  const { operation, lengths, shape, firstAxis } = what;
  if (sizeOf(indices.shape) === 0 || lengths.length === 0) return;
  const { values } = backend.tensorMap.get(indices.dataId);
  if (values) refuseOutside(operation, values, lengths, shape, firstAxis);
  else checkOnDevice(backend, indices, what);
}

function checkOnDevice(backend: WebgpuBackend, indices: TensorInfo, what: Check): void {
  flags ??= { backend, info: backend.makeTensorInfo([SLOTS], "int32", new Int32Array(SLOTS)) };
  const slot = pending.length % SLOTS;
  if (pending.length < SLOTS) pending.push(what);
  const count = sizeOf(indices.shape);
  const lengths = Array.from({ length: MOST_TURNS }, (_, turn) => what.lengths[turn] ?? 1);
  const integers = [slot, count, what.lengths.length, ...lengths];
  runShader(
    backend,
    SHADER,
    [viewed(indices, [count])],
    { shape: [SLOTS], dtype: "int32" },
    {
      count,
      uniforms: integers.map((value) => ({ type: "int32" as const, data: [value] })),
      into: flags.info,
    },
  );
}

const SHADER = {
  name: "index_check",
  inputs: ["A"],
  uniforms: `slot : i32, count : i32, turns : i32, ${Array.from({ length: MOST_TURNS }, (_, turn) => `length${turn} : i32, `).join("")}`,
  body: `if (index < uniforms.count) {
  let turn = index % uniforms.turns;
  var length = uniforms.length0;
${Array.from({ length: MOST_TURNS - 1 }, (_, i) => `  if (turn == ${i + 1}) { length = uniforms.length${i + 1}; }`).join("\n")}
  if (i32(A[index]) < 0 || i32(A[index]) >= length) { result[uniforms.slot] = index + 1; }
}`,
} as const;

/**
 * Reads what the shaders found since the last call. To be awaited before values are handed out on webgpu.
 *
 * @throws RangeError that names one index which does not fit, if there is one.
 */
export async function refuseFoundIndices(): Promise<void> {
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
  const { operation, lengths, shape, firstAxis } = checks[slot] as Check;
  const place = (found[slot] as number) - 1;
  const turn = place % lengths.length;
  throw new RangeError(
    `${operation}: an index (number ${Math.floor(place / lengths.length)}) is outside axis ${firstAxis + turn} of shape [${shape.join(", ")}], which has 0 to ${(lengths[turn] as number) - 1}.`,
  );
}
