import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel, viewed } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { runShader, runUnary } from "./shaders.ts";

/**
 * Functions whose shaders lose NaN or infinity: a driver may compute as if neither existed, so that a loss
 * that has diverged looks finite. Here NaN is told by its bits.
 */
const SAFE: Readonly<Record<string, string>> = {
  Relu6: "return select(clamp(a, 0.0, 6.0), a, isnan(a));",
  Elu: `if (isnan(a) || a >= 0.0) { return a; }
    return select(exp(a) - 1.0, -1.0, isinf(a));`,
  Exp: `if (isnan(a)) { return a; }
    if (isinf(a)) { return select(0.0, a, a > 0.0); }
    return exp(a);`,
  Log: `if (isnan(a) || a < 0.0) { return uniforms.NAN; }
    if (a == 0.0) { return -uniforms.INFINITY; }
    if (isinf(a)) { return a; }
    return log(a);`,
};

export function mendExtremes(): void {
  for (const [kernelName, code] of Object.entries(SAFE)) {
    mendKernel<{ x: TensorInfo }, unknown>("extremes", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      if (x.dtype !== "float32" || sizeOf(x.shape) === 0) return stock(call);
      return runUnary(call.backend, `safe_${kernelName}`, code, x);
    });
  }
  mendSoftmax();
}

/** A row with NaN or +infinity in it is NaN throughout, as in PyTorch. Stock's maximum drops the NaN. */
function mendSoftmax(): void {
  mendKernel<{ logits: TensorInfo }, { dim: number }>("extremes", "Softmax", "webgpu", (stock) => (call) => {
    const { logits } = call.inputs;
    if (sizeOf(logits.shape) === 0) return tfjs.zeros(logits.shape);
    const columns = logits.shape.at(-1) ?? 1;
    const rows = sizeOf(logits.shape) / columns;
    const shares = adopt(stock(call) as TensorInfo);
    const largest = tfjs.max(asTensor(logits), -1);
    const result = runShader(
      call.backend,
      {
        name: "softmax_extremes",
        inputs: ["A", "B"],
        body: `if (index < uniforms.size) {
  let largest = B[index / uniforms.outShape.y];
  result[index] = select(A[index], uniforms.NAN, isnan(largest) || isinf(largest));
}`,
      },
      [viewed(shares, [rows, columns]), viewed(largest, [rows])],
      { shape: [rows, columns], dtype: "float32" },
    );
    return { ...result, shape: logits.shape };
  });
}
