import type { TensorInfo } from "#tfjs";
import { refuseOutside } from "../index-bounds.ts";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { checkOnDevice } from "./late-checks.ts";
import type { WebgpuBackend } from "./shaders.ts";

/** What was indexed, for the sentence that refuses it. Axis `firstAxis + turn` belongs to each turn. */
interface Check {
  readonly operation: string;
  readonly lengths: readonly number[];
  readonly shape: readonly number[];
  readonly firstAxis: number;
}

const MOST_TURNS = 6;

/**
 * Refuses indices that do not fit. Stock reads 0 or a neighbour's value for them and writes over others. Indices that are still on the
 * processor are refused at once, others are checked by a shader (late-checks.ts).
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
  else
    checkOnDevice(backend, {
      shader: SHADER,
      over: indices,
      uniforms: uniformsOf(what),
      refusal: refusalOf(what),
    });
}

function uniformsOf({ lengths }: Check): number[] {
  return [lengths.length, ...Array.from({ length: MOST_TURNS }, (_, turn) => lengths[turn] ?? 1)];
}

const SHADER = {
  name: "index_check",
  inputs: ["A"],
  uniforms: `turns : i32, ${Array.from({ length: MOST_TURNS }, (_, turn) => `length${turn} : i32, `).join("")}`,
  body: `if (index < uniforms.count) {
  let turn = index % uniforms.turns;
  var length = uniforms.length0;
${Array.from({ length: MOST_TURNS - 1 }, (_, i) => `  if (turn == ${i + 1}) { length = uniforms.length${i + 1}; }`).join("\n")}
  if (i32(A[index]) < 0 || i32(A[index]) >= length) { result[uniforms.slot] = index + 1; }
}`,
} as const;

/** Names one index that does not fit. */
function refusalOf({ operation, lengths, shape, firstAxis }: Check): (place: number) => RangeError {
  return (place) => {
    const turn = place % lengths.length;
    return new RangeError(
      `${operation}: an index (number ${Math.floor(place / lengths.length)}) is outside axis ${firstAxis + turn} of shape [${shape.join(", ")}], which has 0 to ${(lengths[turn] as number) - 1}.`,
    );
  };
}
