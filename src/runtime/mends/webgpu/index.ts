import type { DataType, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel } from "../registry.ts";
import { axesOf, product, reducedShape, sizeOf } from "../shapes.ts";
import { mendAxisByAxis } from "./axis-by-axis.ts";
import { mendEmpties } from "./empties.ts";
import { mendEmptyConvolutions } from "./empty-convolutions.ts";
import { mendExtremePlaces } from "./extreme-places.ts";
import { mendExtremes } from "./extremes.ts";
import { mendIndexChecks } from "./index-checks.ts";
import { mendIntegers } from "./integers/index.ts";
import { mendManyAxes } from "./many-axes.ts";
import { mendMaxPool } from "./max-pool.ts";
import { mendSegmentIds } from "./segment-ids.ts";
import { mendTopK } from "./top-k.ts";
import { mendTrigonometry } from "./trigonometry.ts";
import { provideUnique } from "./unique.ts";

interface One {
  readonly x: TensorInfo;
}

/**
 * webgpu's shaders. An invalid one fails without an exception and takes up to fifteen neighbouring operations
 * with it.
 */
export function mendWebgpu(): void {
  mendScans();
  mendCast();
  mendAxisByAxis();
  mendShapes();
  mendPrecision();
  mendIntegers();
  mendTopK();
  provideUnique();
  mendMaxPool();
  mendExtremePlaces();
  mendExtremes();
  mendTrigonometry();
  mendEmptyConvolutions();
  mendEmpties();
  mendSegmentIds();
  mendIndexChecks();
  mendManyAxes(); // around the others, which know six axes
}

interface ScanAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/**
 * A reversed scan is cached without its row length, so that a second shape gets the first one's. Turned round
 * instead. And one of many axes is a scan of three: before, along, after.
 */
function mendScans(): void {
  for (const [kernelName, scan] of [
    ["Cumsum", tfjs.cumsum],
    ["Cumprod", tfjs.cumprod],
  ] as const) {
    mendKernel<One, ScanAttributes>("three axes", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      const { axis, exclusive, reverse } = call.attrs;
      if (x.shape.length <= 4) return stock(call);
      const [along] = axesOf(axis, x.shape) as [number];
      const three = [product(x.shape, 0, along), x.shape[along] as number, product(x.shape, along + 1)];
      return tfjs.reshape(scan(tfjs.reshape(asTensor(x), three), 1, exclusive, reverse), x.shape);
    });
    mendKernel<One, ScanAttributes>("not reversed", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      const { axis, exclusive, reverse } = call.attrs;
      if (!reverse) return stock(call);
      const along = axesOf(axis, x.shape);
      return tfjs.reverse(scan(tfjs.reverse(asTensor(x), along), along[0], exclusive, false), along);
    });
  }
}

/**
 * A cast to float32 keeps the integer's bits until some operation reads it; a transpose then builds an
 * invalid shader.
 */
function mendCast(): void {
  mendKernel<One, { dtype: DataType }>("really casts", "Cast", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { dtype } = call.attrs;
    const cast = stock(call) as TensorInfo;
    if (dtype !== "float32" || (x.dtype !== "bool" && x.dtype !== "int32")) return cast;
    return tfjs.engine().runKernel("RealDiv", { a: adopt(cast), b: tfjs.scalar(1) }) as tfjs.Tensor;
  });
}

/**
 * argMax of a vector has shape [1] instead of []; unsortedSegmentSum's shader knows only a vector of numbers.
 */
function mendShapes(): void {
  for (const kernelName of ["ArgMax", "ArgMin"]) {
    mendKernel<One, { axis: number }>("a scalar for a vector", kernelName, "webgpu", (stock) => (call) => {
      const result = stock(call) as TensorInfo;
      result.shape = reducedShape(call.inputs.x.shape, axesOf(call.attrs.axis, call.inputs.x.shape));
      return result;
    });
  }
  mendKernel<{ x: TensorInfo; segmentIds: TensorInfo }, { numSegments: number }>(
    "any shape of numbers",
    "UnsortedSegmentSum",
    "webgpu",
    (stock) => (call) => {
      const { x, segmentIds } = call.inputs;
      const { numSegments } = call.attrs;
      if (segmentIds.shape.length === 1 && x.shape.length <= 4) return stock(call);
      const rest = x.shape.slice(segmentIds.shape.length);
      const count = sizeOf(segmentIds.shape);
      const numbers = tfjs.reshape(asTensor(segmentIds), [count]) as tfjs.Tensor1D;
      const rows = tfjs.reshape(asTensor(x), [count, sizeOf(rest)]);
      return tfjs.reshape(tfjs.unsortedSegmentSum(rows, numbers, numSegments), [numSegments, ...rest]);
    },
  );
}

/** log(1 + x) and exp(x) - 1 near zero, where computing them as written loses every digit. */
function mendPrecision(): void {
  mendKernel<One, unknown>("near zero", "Log1p", "webgpu", () => ({ inputs }) => {
    const x = asTensor(inputs.x);
    const rounded = tfjs.add(x, 1);
    const step = tfjs.sub(rounded, 1); // what of x is left in 1 + x; its rounding error cancels in log(1 + x) / step
    const lost = tfjs.equal(step, 0);
    const scaled = tfjs.mul(tfjs.log(rounded), tfjs.div(x, tfjs.where(lost, tfjs.onesLike(step), step)));
    const kept = tfjs.logicalOr(lost, tfjs.equal(x, Number.POSITIVE_INFINITY));
    return tfjs.where(kept, x, scaled);
  });
  mendKernel<One, unknown>("near zero", "Expm1", "webgpu", () => ({ inputs }) => {
    const x = asTensor(inputs.x);
    const series = [1 / 24, 1 / 6, 1 / 2, 1].reduce(
      (sum, factor) => tfjs.add(tfjs.mul(sum, x), factor),
      tfjs.scalar(1 / 120) as tfjs.Tensor,
    );
    return tfjs.where(tfjs.less(tfjs.abs(x), 0.05), tfjs.mul(x, series), tfjs.sub(tfjs.exp(x), 1));
  });
}
