import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { axesOf, broadcastShape, padShape, product, reducedShape, sizeOf } from "../shapes.ts";
import { binaryLoop, pairings, unaryLoop } from "../wasm/loops.ts";
import { type CpuBackend, type Values, valuesOf } from "./storage.ts";

interface One {
  readonly x: TensorInfo;
}

interface Two {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

const BINARY: Readonly<Record<string, string>> = {
  Multiply: "Math.imul(x, y)",
  SquaredDifference: "Math.imul(x - y, x - y)",
};

const UNARY: Readonly<Record<string, string>> = { Abs: "Math.abs(x)", Square: "Math.imul(x, x)" };

/** Products of int32 modulo 2^32, as in PyTorch. Stock multiplies float64, or keeps a result as float32. */
export function mendIntegerProducts(): void {
  for (const [kernelName, expression] of Object.entries(BINARY)) mendBinary(kernelName, expression);
  for (const [kernelName, expression] of Object.entries(UNARY)) mendUnary(kernelName, expression);
  mendProd();
  mendCumprod();
  mendMatMul();
}

function mendBinary(kernelName: string, expression: string): void {
  const loop = binaryLoop(expression);
  mendKernel<Two, unknown>("integers", kernelName, "cpu", (stock) => (call) => {
    const { a, b } = call.inputs;
    if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
    const shape = broadcastShape(a.shape, b.shape);
    const runs = pairings(padShape(a.shape, shape.length), padShape(b.shape, shape.length), shape);
    return made(call.backend, shape, (out) => {
      if (out.length > 0) loop(valuesOf(call.backend, a), valuesOf(call.backend, b), runs, out);
    });
  });
}

function mendUnary(kernelName: string, expression: string): void {
  const loop = unaryLoop(expression);
  mendKernel<One, unknown>("integers", kernelName, "cpu", (stock) => (call) => {
    const { x } = call.inputs;
    if (x.dtype !== "int32") return stock(call);
    return made(call.backend, x.shape, (out) => loop(valuesOf(call.backend, x), out, {}));
  });
}

function mendProd(): void {
  mendKernel<One, { axis: number | number[]; keepDims: boolean }>(
    "integers",
    "Prod",
    "cpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      const axes = axesOf(call.attrs.axis, x.shape);
      if (x.dtype !== "int32" || sizeOf(x.shape) === 0) return stock(call);
      const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
      const rows = tfjs.transpose(asTensor(x), [...kept, ...axes]);
      const values = valuesOf(call.backend, rows);
      return made(call.backend, reducedShape(x.shape, axes, call.attrs.keepDims), (out) => {
        const length = values.length / out.length;
        out.fill(1);
        for (let i = 0; i < values.length; i++) {
          const row = Math.floor(i / length);
          out[row] = Math.imul(out[row] as number, values[i] as number);
        }
      });
    },
  );
}

interface ScanAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

function mendCumprod(): void {
  mendKernel<One, ScanAttributes>("integers", "Cumprod", "cpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { exclusive, reverse } = call.attrs;
    if (x.dtype !== "int32") return stock(call);
    const [along] = axesOf(call.attrs.axis, x.shape) as [number];
    const [length, stride] = [x.shape[along] as number, product(x.shape, along + 1)];
    const source = valuesOf(call.backend, x);
    return made(call.backend, x.shape, (out) => {
      for (let line = 0; line < out.length / Math.max(1, length); line++) {
        const start = Math.floor(line / stride) * stride * length + (line % stride);
        let total = 1;
        for (let i = 0; i < length; i++) {
          const place = start + (reverse ? length - 1 - i : i) * stride;
          const next = Math.imul(total, source[place] as number);
          out[place] = exclusive ? total : next;
          total = next;
        }
      }
    });
  });
}

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function mendMatMul(): void {
  mendKernel<Two, MatMulAttributes>("integers", "BatchMatMul", "cpu", (stock) => (call) => {
    const { a, b } = call.inputs;
    const { transposeA, transposeB } = call.attrs;
    if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
    const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
    const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
    const [rows, inner] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
    const columns = transposeB ? rowsB : columnsB;
    const [x, y] = [valuesOf(call.backend, a), valuesOf(call.backend, b)];
    const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const [stepA, stepB] = [a, b].map(({ shape }) => (sizeOf(shape.slice(0, -2)) === 1 ? 0 : 1)) as [
      number,
      number,
    ];
    return made(call.backend, [...batch, rows, columns], (out) => {
      for (let at = 0; at < out.length; at++) {
        const [row, column] = [Math.floor(at / columns) % rows, at % columns];
        const each = Math.floor(at / (rows * columns));
        const [startA, startB] = [each * stepA * rows * inner, each * stepB * inner * columns];
        let total = 0;
        for (let k = 0; k < inner; k++) {
          const left = x[startA + (transposeA ? k * rows + row : row * inner + k)] as number;
          const right = y[startB + (transposeB ? column * inner + k : k * columns + column)] as number;
          total = (total + Math.imul(left, right)) | 0;
        }
        out[at] = total;
      }
    });
  });
}

function made(backend: unknown, shape: readonly number[], fill: (out: Values) => void): TensorInfo {
  const out = new Int32Array(sizeOf(shape));
  fill(out);
  return (backend as CpuBackend).makeTensorInfo([...shape], "int32", out);
}
