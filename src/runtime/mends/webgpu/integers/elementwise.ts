import type { DataType, TensorInfo } from "#tfjs";
import { mendKernel, viewed } from "../../registry.ts";
import { sizeOf } from "../../shapes.ts";
import { runBinary } from "../binary.ts";
import { coordinate, coordinates, runShader, type WebgpuBackend } from "../shaders.ts";

const MOST_AXES = 6; // more are brought down to six before they get here (many-axes.ts)

const ARITHMETIC: Readonly<Record<string, string>> = {
  Add: "a + b",
  Sub: "a - b",
  Multiply: "a * b",
  Maximum: "max(a, b)",
  Minimum: "min(a, b)",
  SquaredDifference: "(a - b) * (a - b)",
  FloorDiv: "floor_divided(a, b)",
  Mod: "select(a - floor_divided(a, b) * b, 0, b == 0)",
  Pow: "power(a, b)",
};

/** Divided towards minus infinity; 0 by zero, as on cpu. A power with a negative exponent is 0 unless |a| is 1. */
const FUNCTIONS = `
fn floor_divided(a : i32, b : i32) -> i32 {
  if (b == 0) { return 0; }
  let quotient = a / b;
  return select(quotient, quotient - 1, quotient * b != a && (a < 0) != (b < 0));
}
fn power(a : i32, b : i32) -> i32 {
  if (b < 0) { return select(select(0, select(1, -1, (b & 1) == 1), a == -1), 1, a == 1); }
  var result_ = 1;
  var base = a;
  for (var rest = b; rest > 0; rest = rest >> 1u) {
    if ((rest & 1) == 1) { result_ = result_ * base; }
    base = base * base;
  }
  return result_;
}`;

const UNARY: Readonly<Record<string, string>> = {
  Abs: "abs(a)",
  Neg: "0 - a",
  Square: "a * a",
  Relu: "max(a, 0)",
  Relu6: "clamp(a, 0, 6)",
};

const COMPARISONS: Readonly<Record<string, string>> = {
  Equal: "select(0, 1, a == b)",
  NotEqual: "select(0, 1, a != b)",
  Greater: "select(0, 1, a > b)",
  GreaterEqual: "select(0, 1, a >= b)",
  Less: "select(0, 1, a < b)",
  LessEqual: "select(0, 1, a <= b)",
};

/** Arithmetic, comparisons and transposition of int32; of the last stock makes a shader that does not compile. */
export function mendIntegerArithmetic(): void {
  for (const [kernelName, code] of Object.entries(ARITHMETIC)) mendBinary(kernelName, code, "int32");
  for (const [kernelName, code] of Object.entries(COMPARISONS)) mendBinary(kernelName, code, "bool");
  for (const [kernelName, code] of Object.entries(UNARY)) mendUnary(kernelName, code);
  mendClip();
  mendFill();
  mendTranspose();
}

function mendUnary(kernelName: string, code: string): void {
  mendKernel<{ x: TensorInfo }, unknown>("integers", kernelName, "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    if (x.dtype !== "int32" || sizeOf(x.shape) === 0) return stock(call);
    return eachEntry(call.backend, `int_${kernelName}`, code, x);
  });
}

function eachEntry(
  backend: unknown,
  name: string,
  code: string,
  x: TensorInfo,
  bounds?: readonly [number, number],
): TensorInfo {
  const flat = [sizeOf(x.shape)];
  const body = `if (index < uniforms.size) { let a = A[index]; result[index] = ${code}; }`;
  const result = runShader(
    backend,
    { name, inputs: ["A"], body, ...(bounds && { uniforms: "low : i32, high : i32, " }) },
    [viewed(x, flat)],
    { shape: flat, dtype: "int32" },
    bounds && { uniforms: bounds.map((bound) => ({ type: "int32" as const, data: [bound] })) },
  );
  return { ...result, shape: x.shape };
}

function mendClip(): void {
  mendKernel<{ x: TensorInfo }, { clipValueMin: number; clipValueMax: number }>(
    "integers",
    "ClipByValue",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      const { clipValueMin, clipValueMax } = call.attrs;
      if (x.dtype !== "int32" || sizeOf(x.shape) === 0) return stock(call);
      const bounds = [asInteger(clipValueMin), asInteger(clipValueMax)] as const;
      return eachEntry(call.backend, "int_clip", "clamp(a, uniforms.low, uniforms.high)", x, bounds);
    },
  );
}

const asInteger = (value: number): number => Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1));

/** A number beyond 2^24 is uploaded, not handed to a shader as float32. */
function mendFill(): void {
  mendKernel<object, { shape: number[]; value: number; dtype: DataType }>(
    "integers",
    "Fill",
    "webgpu",
    (stock) => (call) => {
      const { shape, value, dtype } = call.attrs;
      if (dtype !== "int32" || Math.abs(value) <= 2 ** 24 || sizeOf(shape) === 0) return stock(call);
      const values = new Int32Array(sizeOf(shape)).fill(value);
      return (call.backend as WebgpuBackend).makeTensorInfo(shape, dtype, values);
    },
  );
}

function mendBinary(kernelName: string, code: string, dtype: DataType): void {
  mendKernel<{ a: TensorInfo; b: TensorInfo }, unknown>(
    "integers",
    kernelName,
    "webgpu",
    (stock) => (call) => {
      const { a, b } = call.inputs;
      if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
      if (sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return stock(call);
      const shader = { name: `int_${kernelName}`, functions: FUNCTIONS, code };
      return runBinary(call.backend, shader, a, b, dtype);
    },
  );
}

function mendTranspose(): void {
  mendKernel<{ x: TensorInfo }, { perm: number[] }>("integers", "Transpose", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { perm } = call.attrs;
    const rank = perm.length;
    if (x.dtype === "float32" || rank < 2 || rank > MOST_AXES) return stock(call);
    const source = perm.map((_, axis) => coordinate("coords", perm.indexOf(axis), rank));
    return runShader(
      call.backend,
      {
        name: `int_transpose_${perm}`,
        inputs: ["A"],
        body: `if (index < uniforms.size) {
  let coords = getCoordsFromIndex(index);
  result[index] = A[getIndexFromCoords${rank}D(${coordinates(source)}, uniforms.aShape)];
}`,
      },
      [x],
      { shape: perm.map((axis) => x.shape[axis] as number), dtype: x.dtype },
    );
  });
}
