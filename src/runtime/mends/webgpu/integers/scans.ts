import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel, viewed } from "../../registry.ts";
import { axesOf, product, sizeOf } from "../../shapes.ts";
import { runShader } from "../shaders.ts";

interface Attributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

const SCANS: Readonly<Record<string, readonly [combined: string, neutral: number]>> = {
  Cumsum: ["A[before] + A[index]", 0],
  Cumprod: ["A[before] * A[index]", 1],
};

/** Running sums and products of int32, modulo 2^32. */
export function mendIntegerScans(): void {
  for (const [kernelName, [combined, neutral]] of Object.entries(SCANS)) {
    mendKernel<{ x: TensorInfo }, Attributes>("integers", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      const { axis, exclusive, reverse } = call.attrs;
      if (x.dtype !== "int32" || sizeOf(x.shape) === 0) return stock(call);
      const [along] = axesOf(axis, x.shape) as [number];
      const length = x.shape[along] as number;
      const three = [product(x.shape, 0, along), length, product(x.shape, along + 1)];
      const turn = (values: Tensor): Tensor => (reverse ? tfjs.reverse(values, 1) : values);
      let result = turn(tfjs.reshape(asTensor(x), three));
      // After the step of 2^k each entry holds what was combined of the last 2^(k+1).
      for (let step = 1; step < length; step *= 2)
        result = stepped(call.backend, kernelName, result, step, combined, "A[index]");
      if (exclusive)
        result = stepped(call.backend, `${kernelName}_exclusive`, result, 1, "A[before]", `${neutral}`);
      return tfjs.reshape(turn(tfjs.clone(result)), x.shape);
    });
  }
}

/** Combines each entry of the middle axis with the one `step` before it; `first` is for those without one. */
function stepped(
  backend: unknown,
  name: string,
  x: Tensor,
  step: number,
  combined: string,
  first: string,
): Tensor {
  const info = runShader(
    backend,
    {
      name: `int_${name}`,
      inputs: ["A"],
      uniforms: "stride : i32, ",
      body: `if (index < uniforms.size) {
  let before = index - uniforms.stride * uniforms.outShape.z;
  let place = (index / uniforms.outShape.z) % uniforms.outShape.y;
  if (place < uniforms.stride) { result[index] = ${first}; } else { result[index] = ${combined}; }
}`,
    },
    [viewed(x, x.shape)],
    { shape: x.shape, dtype: "int32" },
    { uniforms: [{ type: "int32", data: [step] }] },
  );
  return adopt(info);
}
