import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { type StridedSliceAttributes, stridedSliceInfo } from "../everywhere/empty-slices.ts";
import { mendGradient } from "../registry.ts";
import { padAxis, product, sliceAxis } from "../shapes.ts";

/**
 * Operations that move entries about: strided slices, tiles, mirrored borders, pieces, diagonals, blocks and
 * flips.
 */
export function mendLayout(): void {
  mendStridedSlice();
  mendGradient<{ reps: number[] }, "x">("Tile", {
    inputs: ["x"],
    gradient: (dy, { x }, { reps }) => ({ x: () => tileGradient(dy, x, reps) }),
  });
  mendGradient<{ paddings: [number, number][]; mode: "reflect" | "symmetric" }, "x">("MirrorPad", {
    inputs: ["x"],
    gradient: (dy, { x }, { paddings, mode }) => ({
      x: () =>
        paddings.reduce(
          (g, padding, axis) => foldBorders(g, axis, x.shape[axis] as number, padding, mode),
          dy,
        ),
    }),
  });
  mendPieces();
  mendRearrangements();
}

/** Stock has none. Axis by axis: entry i of x is entry k of dy, or the zero that is put in front of it. */
function mendStridedSlice(): void {
  mendGradient<StridedSliceAttributes, "x">("StridedSlice", {
    inputs: ["x"],
    gradient: (dy, { x }, a) => ({
      x: () => {
        const { begin, end, strides } = stridedSliceInfo(x.shape, a);
        const taken = x.shape.map((_, i) =>
          Math.max(0, Math.ceil((num(end[i]) - num(begin[i])) / num(strides[i]))),
        );
        return taken.reduce(
          (g, count, axis) =>
            spread(g, axis, num(x.shape[axis]), {
              begin: num(begin[axis]),
              stride: num(strides[axis]),
              count,
            }),
          tfjs.reshape(dy, taken),
        );
      },
    }),
  });
}

const num = (value: number | undefined): number => value as number;

interface Steps {
  readonly begin: number;
  readonly stride: number;
  readonly count: number;
}

/**
 * Puts the entries of one axis back to begin, begin + stride, ... of an axis of `length`; zeros elsewhere.
 */
function spread(g: Tensor, axis: number, length: number, { begin, stride, count }: Steps): Tensor {
  if (begin === 0 && stride === 1 && count === length) return g;
  const source = new Int32Array(length); // 0 is the zero in front
  for (let k = 0; k < count; k++) source[begin + k * stride] = k + 1;
  return tfjs.gather(padAxis(g, axis, 1, 0), tfjs.tensor1d(source, "int32"), axis);
}

/** Stock stops at rank 4. Each axis is summed over its repetitions. */
function tileGradient(dy: Tensor, x: Tensor, reps: readonly number[]): Tensor {
  const shape = [...dy.shape];
  let gradient = dy;
  reps.forEach((repetitions, axis) => {
    if (repetitions === 1) return;
    const length = x.shape[axis] as number;
    gradient = tfjs.sum(
      tfjs.reshape(gradient, [product(shape, 0, axis), repetitions, length * product(shape, axis + 1)]),
      1,
    );
    shape[axis] = length;
  });
  return tfjs.reshape(gradient, x.shape);
}

/** Stock drops the mirrored borders. They came from inside, so they are turned round and added there. */
function foldBorders(
  g: Tensor,
  axis: number,
  length: number,
  [before, after]: readonly [number, number],
  mode: "reflect" | "symmetric",
): Tensor {
  const skip = mode === "reflect" ? 1 : 0; // reflect does not repeat the edge itself
  let centre = sliceAxis(g, axis, before, length);
  const addBack = (border: Tensor, at: number): void => {
    const room = length - at - (border.shape[axis] as number);
    centre = tfjs.add(centre, padAxis(tfjs.reverse(border, [axis]), axis, at, room));
  };
  if (before > 0) addBack(sliceAxis(g, axis, 0, before), skip);
  if (after > 0) addBack(sliceAxis(g, axis, before + length, after), length - after - skip);
  return centre;
}

/**
 * unstack and split of a single piece, which bandPart does for one matrix: stock expects a list of gradients.
 */
function mendPieces(): void {
  mendGradient<{ axis: number }, never>("Unpack", {
    gradient: (_dy, _saved, { axis }, dys) => ({ value: () => tfjs.stack([...dys], axis) }),
  });
  mendGradient<{ axis: number }, never>("SplitV", {
    gradient: (_dy, _saved, { axis }, dys) => ({ x: () => tfjs.concat([...dys], axis) }),
  });
}

function mendRearrangements(): void {
  mendGradient("Diag", {
    inputs: ["x"],
    gradient: (dy, { x }) => ({
      x: () => {
        const square = tfjs.reshape(dy, [x.size, x.size]);
        return tfjs.reshape(tfjs.sum(tfjs.mul(square, tfjs.eye(x.size)), 1), x.shape);
      },
    }),
  });
  mendGradient<{ blockSize: number }, "x">("DepthToSpace", {
    inputs: ["x"],
    gradient: (dy, { x }, { blockSize: block }) => ({
      x: () => {
        const [batch, height, width, channels] = x.shape as [number, number, number, number];
        const split = tfjs.reshape(dy, [batch, height, block, width, block, channels / block ** 2]);
        return tfjs.reshape(tfjs.transpose(split, [0, 1, 3, 2, 4, 5]), x.shape);
      },
    }),
  });
  mendGradient("FlipLeftRight", { gradient: (dy) => ({ image: () => tfjs.reverse(dy, [2]) }) });
}
