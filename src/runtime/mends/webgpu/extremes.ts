import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel, viewed } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { runBinary } from "./binary.ts";
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
  Sigmoid: `if (isnan(a)) { return a; }
    let e = select(exp(-abs(a)), 0.0, isinf(a));
    return select(e, 1.0, a >= 0.0) / (1.0 + e);`,
  Softplus: `if (isnan(a) || a > 20.0) { return a; }
    let e = select(exp(a), 0.0, isinf(a));
    return select(log(1.0 + e), e - 0.5 * e * e, a < -10.0);`,
  Selu: `if (isnan(a)) { return a; }
    if (a >= 0.0) { return 1.0507009873554805 * a; }
    return 1.7580993408473766 * (select(exp(a), 0.0, isinf(a)) - 1.0);`,
  Sinh: "if (isnan(a) || isinf(a)) { return a; } return sinh(a);",
  Cosh: "if (isnan(a) || isinf(a)) { return abs(a); } return cosh(a);",
  Asinh: `if (isnan(a) || isinf(a)) { return a; }
    if (abs(a) > 1e9) { return sign(a) * (log(abs(a)) + 0.6931471805599453); }
    return asinh(a);`,
  Acosh: `if (isnan(a) || a < 1.0) { return uniforms.NAN; }
    if (isinf(a)) { return a; }
    if (a > 1e9) { return log(a) + 0.6931471805599453; }
    return acosh(a);`,
  Atanh: `if (isnan(a) || abs(a) > 1.0) { return uniforms.NAN; }
    if (abs(a) == 1.0) { return sign(a) * uniforms.INFINITY; }
    return atanh(a);`,
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
  mendPower();
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

/** As C's pow. The driver knows positive bases only, and stock's sign of 0 makes 0 of the infinity that is 1 / 0. */
const POWER = `
fn power(a : f32, b : f32) -> f32 {
  if (b == 0.0 || a == 1.0) { return 1.0; }
  if (isnan(a) || isnan(b)) { return uniforms.NAN; }
  let size = abs(a);
  if (isinf(b)) {
    if (size == 1.0) { return 1.0; }
    return select(0.0, uniforms.INFINITY, (size > 1.0) == (b > 0.0));
  }
  let isWhole = floor(b) == b;
  let isOdd = isWhole && is_odd(abs(b));
  if (size == 0.0 || isinf(a)) {
    let end = select(0.0, uniforms.INFINITY, isinf(a) == (b > 0.0));
    return select(end, -end, isOdd && a < 0.0);
  }
  if (a < 0.0 && !isWhole) { return uniforms.NAN; }
  let value = pow(size, b);
  return select(value, -value, isOdd && a < 0.0);
}
fn is_odd(b : f32) -> bool {
  return b < 16777216.0 && (i32(b) & 1) == 1;
}`;

function mendPower(): void {
  mendKernel<{ a: TensorInfo; b: TensorInfo }, unknown>("extremes", "Pow", "webgpu", (stock) => (call) => {
    const { a, b } = call.inputs;
    if (a.dtype !== "float32" || b.dtype !== "float32") return stock(call);
    if (sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return stock(call);
    const shader = { name: "safe_Pow", functions: POWER, code: "power(a, b)" };
    return runBinary(call.backend, shader, a, b, "float32");
  });
}
