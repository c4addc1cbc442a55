import type { DataType, TensorInfo } from "#tfjs";
import { type KernelResult, mendKernel, provideKernel, viewed } from "../registry.ts";
import { broadcastShape, padShape, sizeOf } from "../shapes.ts";
import { allocate, valuesOf } from "./heap.ts";
import { binaryLoop, type Pairing, pairings, type UnaryLoop, unaryLoop } from "./loops.ts";
import { viaCpu } from "./via-cpu.ts";

interface One {
  readonly x: TensorInfo;
}

interface Two {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/** Elementwise operations that lose NaN, lose digits, ignore a dtype or fail beyond six axes. */
export function mendElementwise(): void {
  mendBinary();
  mendManyAxes();
  mendIntegers();
  mendUnary();
  mendCast();
}

/**
 * maximum(1, NaN) is 1 in stock, so that a loss that has blown up looks finite; comparing with a column takes
 * 120 ms a million; x ** 2 goes through pow.
 */
const BINARY: Readonly<Record<string, readonly [expression: string, dtype?: DataType]>> = {
  Maximum: ["Math.max(x, y)"],
  Minimum: ["Math.min(x, y)"],
  Pow: ["y === 2 ? x * x : y === 0.5 ? Math.sqrt(x) : y === 3 ? x * x * x : x === 1 ? 1 : Math.pow(x, y)"],
  Greater: ["x > y ? 1 : 0", "bool"],
  GreaterEqual: ["x >= y ? 1 : 0", "bool"],
  Less: ["x < y ? 1 : 0", "bool"],
  LessEqual: ["x <= y ? 1 : 0", "bool"],
  Equal: ["x === y ? 1 : 0", "bool"],
  NotEqual: ["x !== y ? 1 : 0", "bool"],
  LogicalAnd: ["x && y ? 1 : 0", "bool"],
  LogicalOr: ["x || y ? 1 : 0", "bool"],
};

function mendBinary(): void {
  for (const [kernelName, [expression, dtype]] of Object.entries(BINARY)) {
    const loop = binaryLoop(expression);
    provideKernel<Two, unknown>(kernelName, "wasm", ({ inputs: { a, b }, backend }) => {
      const { shape, runs } = broadcast(a, b);
      const out = allocate(backend, shape, dtype ?? a.dtype);
      if (sizeOf(shape) > 0) loop(valuesOf(backend, a), valuesOf(backend, b), runs, valuesOf(backend, out));
      return out;
    });
  }
}

function broadcast(a: TensorInfo, b: TensorInfo): { shape: number[]; runs: Pairing[] } {
  const shape = broadcastShape(a.shape, b.shape);
  return { shape, runs: pairings(padShape(a.shape, shape.length), padShape(b.shape, shape.length), shape) };
}

/**
 * XNNPACK stops at six axes and stock returns what was in memory. Most shapes come down to fewer; the rest
 * use a loop.
 */
const MOST_AXES = 6;
const ARITHMETIC: Readonly<Record<string, string>> = {
  Add: "x + y",
  Sub: "x - y",
  Multiply: "x * y",
  RealDiv: "x / y",
  SquaredDifference: "(x - y) * (x - y)",
  FloorDiv: "Math.floor(x / y)",
  Mod: "x - y * Math.floor(x / y)",
  Atan2: "Math.atan2(x, y)",
};

function mendManyAxes(): void {
  for (const [kernelName, expression] of Object.entries(ARITHMETIC)) {
    const loop = binaryLoop(expression);
    mendKernel<Two, unknown>("beyond six axes", kernelName, "wasm", (stock) => (call) => {
      const { attrs, backend } = call;
      const { a, b } = call.inputs;
      if (Math.max(a.shape.length, b.shape.length) <= MOST_AXES) return stock(call);
      const { shape, runs } = broadcast(a, b);
      if (runs.length > MOST_AXES || sizeOf(shape) === 0) {
        const out = allocate(backend, shape, a.dtype);
        if (sizeOf(shape) > 0) loop(valuesOf(backend, a), valuesOf(backend, b), runs, valuesOf(backend, out));
        return out;
      }
      const inputs = {
        a: viewed(
          a,
          runs.map((run) => (run.aStands ? 1 : run.length)),
        ),
        b: viewed(
          b,
          runs.map((run) => (run.bStands ? 1 : run.length)),
        ),
      };
      return viewed(stock({ inputs, attrs, backend }) as TensorInfo, shape);
    });
  }
}

/** Of int32 stock goes through float32, and traps or invents a number where it divides by zero; here that is 0. */
const OF_INTEGERS: Readonly<Record<string, string>> = {
  FloorDiv: "y === 0 ? 0 : Math.floor(x / y)",
  Mod: "y === 0 ? 0 : x - y * Math.floor(x / y)",
};

function mendIntegers(): void {
  for (const [kernelName, expression] of Object.entries(OF_INTEGERS)) {
    const loop = binaryLoop(expression);
    mendKernel<Two, unknown>("integers", kernelName, "wasm", (stock) => (call) => {
      const { a, b } = call.inputs;
      if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
      const { shape, runs } = broadcast(a, b);
      const out = allocate(call.backend, shape, "int32");
      const [x, y] = [valuesOf(call.backend, a), valuesOf(call.backend, b)];
      if (sizeOf(shape) > 0) loop(x, y, runs, valuesOf(call.backend, out));
      return out;
    });
  }
  for (const [kernelName, expression] of [
    ["Abs", "Math.abs(x)"],
    ["Neg", "-x"],
  ] as const) {
    const loop = unaryLoop(expression);
    mendKernel<One, unknown>("integers", kernelName, "wasm", (stock) => (call) => {
      const { x } = call.inputs;
      if (x.dtype !== "int32") return stock(call);
      const out = allocate(call.backend, x.shape, "int32");
      loop(valuesOf(call.backend, x), valuesOf(call.backend, out), {});
      return out;
    });
  }
  mendKernel<Readonly<Record<string, TensorInfo>>, { constantValue: number }>(
    "integers",
    "PadV2",
    "wasm",
    (stock) => (call) => {
      const large = call.inputs.x?.dtype === "int32" && Math.abs(call.attrs.constantValue) > 2 ** 24;
      return large ? viaCpu("PadV2", call) : stock(call);
    },
  );
}

/**
 * relu6 and clipByValue turn NaN into a bound, and clipByValue leaves int32 as it is. log1p has few digits
 * near 0.
 */
function mendUnary(): void {
  const [logOnePlus, clip] = [
    unaryLoop("Math.log1p(x)"),
    unaryLoop("Math.min(at.clipValueMax, Math.max(at.clipValueMin, x))"),
  ];
  provideKernel<One, unknown>("Log1p", "wasm", ({ inputs: { x }, backend }) =>
    looped(backend, x, logOnePlus, {}),
  );
  mendKernel<One, unknown>(
    "NaN passes",
    "Relu6",
    "wasm",
    (stock) => (call) => withNaN(call.backend, call.inputs.x, stock(call)),
  );
  mendKernel<One, Record<string, number>>("NaN passes", "ClipByValue", "wasm", (stock) => (call) => {
    const { attrs, backend } = call;
    const { x } = call.inputs;
    return x.dtype === "float32" ? withNaN(backend, x, stock(call)) : looped(backend, x, clip, attrs);
  });
}

function looped(
  backend: unknown,
  x: TensorInfo,
  loop: UnaryLoop,
  parameters: Readonly<Record<string, number>>,
): TensorInfo {
  const out = allocate(backend, x.shape, x.dtype);
  loop(valuesOf(backend, x), valuesOf(backend, out), parameters);
  return out;
}

/**
 * Stock's fast result with NaN put back where the input has it; a loop that minds NaN takes three times as
 * long.
 */
function withNaN(backend: unknown, x: TensorInfo, result: KernelResult): TensorInfo {
  const out = result as TensorInfo;
  const [source, target] = [valuesOf(backend, x), valuesOf(backend, out)];
  for (let i = 0; i < source.length; i++) if (Number.isNaN(source[i])) target[i] = Number.NaN;
  return out;
}

/** Casting to bool keeps the low byte in stock: 0.5 is false, -1 is 255. */
function mendCast(): void {
  const isTrue = unaryLoop("x !== 0 ? 1 : 0");
  mendKernel<One, { dtype: DataType }>("to bool", "Cast", "wasm", (stock) => (call) => {
    const { attrs, backend } = call;
    const { x } = call.inputs;
    if (attrs.dtype !== "bool" || x.dtype === "bool") return stock(call);
    const out = allocate(backend, x.shape, "bool");
    isTrue(valuesOf(backend, x), valuesOf(backend, out), {});
    return out;
  });
}
