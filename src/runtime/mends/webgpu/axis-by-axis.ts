import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { axisByAxis, mendMirrorPaddingBeyond, mendPaddingBeyond } from "../axis-by-axis.ts";
import { type StridedSliceAttributes, stridedSliceInfo } from "../everywhere/empty-slices.ts";
import { asTensor, mendKernel } from "../registry.ts";
import { axesOf, product } from "../shapes.ts";

interface One {
  readonly x: TensorInfo;
}

/** Axes that these shaders know: of more they are invalid, read synchronously or refuse. */
const MOST_AXES = 4;

/** Borders, copies, slices and parts of tensors of many axes. */
export function mendAxisByAxis(): void {
  mendPaddingBeyond(MOST_AXES, "webgpu");
  mendMirrorPaddingBeyond(MOST_AXES, "webgpu");
  mendTile();
  mendReverse();
  mendSlice();
  mendStridedSlice();
  mendParts();
}

function mendTile(): void {
  mendKernel<One, { reps: number[] }>("one axis at a time", "Tile", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { reps } = call.attrs;
    if (x.shape.length <= MOST_AXES) return stock(call);
    return axisByAxis(
      x,
      (axis) => reps[axis] !== 1,
      (rows, axis) => tfjs.tile(rows, [1, reps[axis] as number, 1]),
    );
  });
}

function mendReverse(): void {
  mendKernel<One, { dims: number | number[] }>(
    "one axis at a time",
    "Reverse",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      if (x.shape.length <= MOST_AXES) return stock(call);
      const turned = axesOf(call.attrs.dims, x.shape);
      return axisByAxis(
        x,
        (axis) => turned.includes(axis),
        (rows) => tfjs.reverse(rows, 1),
      );
    },
  );
}

function mendSlice(): void {
  mendKernel<One, { begin: number[]; size: number[] }>(
    "one axis at a time",
    "Slice",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      if (x.shape.length <= MOST_AXES) return stock(call);
      const { begin, size } = call.attrs;
      const [begins, sizes] = tfjs.slice_util.parseSliceParams(asTensor(x), begin, size) as [
        number[],
        number[],
      ];
      return axisByAxis(
        x,
        (axis) => sizes[axis] !== x.shape[axis],
        (rows, axis) => tfjs.slice(rows, [0, begins[axis] as number, 0], [-1, sizes[axis] as number, -1]),
      );
    },
  );
}

/** By the places that are taken of each axis: the end of a slice backwards has no number. */
function mendStridedSlice(): void {
  mendKernel<One, StridedSliceAttributes>(
    "one axis at a time",
    "StridedSlice",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      if (x.shape.length <= MOST_AXES) return stock(call);
      const { begin, end, strides, finalShape } = stridedSliceInfo(x.shape, call.attrs);
      const places = x.shape.map((_, axis) =>
        placesBetween(begin[axis] as number, end[axis] as number, strides[axis] as number),
      );
      const taken = axisByAxis(
        x,
        (axis) => places[axis]?.length !== x.shape[axis] || strides[axis] !== 1,
        (rows, axis) => tfjs.gather(rows, tfjs.tensor1d(places[axis] as number[], "int32"), 1),
      );
      return tfjs.reshape(taken, finalShape);
    },
  );
}

function placesBetween(begin: number, end: number, stride: number): number[] {
  const count = Math.max(0, Math.ceil((end - begin) / stride));
  return Array.from({ length: count }, (_, i) => begin + i * stride);
}

/** unstack and split, whose kernels slice by themselves. */
function mendParts(): void {
  mendKernel<{ value: TensorInfo }, { axis: number }>("three axes", "Unpack", "webgpu", (stock) => (call) => {
    const { value } = call.inputs;
    if (value.shape.length <= MOST_AXES) return stock(call);
    const [along] = axesOf(call.attrs.axis, value.shape) as [number];
    const rest = value.shape.filter((_, axis) => axis !== along);
    return tfjs.unstack(inThree(value, along), 1).map((part) => tfjs.reshape(part, rest));
  });
  mendKernel<One, { numOrSizeSplits: number | number[]; axis: number }>(
    "three axes",
    "SplitV",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      if (x.shape.length <= MOST_AXES) return stock(call);
      const [along] = axesOf(call.attrs.axis, x.shape) as [number];
      const parts = tfjs.split(inThree(x, along), call.attrs.numOrSizeSplits, 1);
      return parts.map((part) =>
        tfjs.reshape(
          part,
          x.shape.map((length, axis) => (axis === along ? (part.shape[1] as number) : length)),
        ),
      );
    },
  );
}

const inThree = (x: TensorInfo, axis: number): tfjs.Tensor3D =>
  tfjs.reshape(asTensor(x), [product(x.shape, 0, axis), x.shape[axis] as number, product(x.shape, axis + 1)]);
