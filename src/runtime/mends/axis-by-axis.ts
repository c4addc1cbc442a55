import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "./registry.ts";
import { product } from "./shapes.ts";

/**
 * Changes one axis after another, each seen as the middle one of [before, axis, after]: for backends whose kernels know
 * only so many axes.
 */
export function axisByAxis(
  x: TensorInfo,
  concerns: (axis: number) => boolean,
  change: (rows: tfjs.Tensor3D, axis: number) => tfjs.Tensor,
): tfjs.Tensor {
  const shape = [...x.shape];
  let result = tfjs.clone(asTensor(x)); // a kernel must not return its own input
  x.shape.forEach((_, axis) => {
    if (!concerns(axis)) return;
    const [before, after] = [product(shape, 0, axis), product(shape, axis + 1)];
    result = change(tfjs.reshape(result, [before, shape[axis] as number, after]), axis);
    shape[axis] = result.shape[1] as number;
  });
  return tfjs.reshape(result, shape);
}

type Pairs = [number, number][];
type Borders = [[0, 0], [number, number], [0, 0]];

/** Padding of more than `most` axes: an error, or, on wasm, a message on the console and whatever was in memory. */
export const mendPaddingBeyond = (most: number, backendName: string): void =>
  mendBordersBeyond<{ constantValue: number }>(most, "PadV2", backendName, (rows, borders, attributes) =>
    tfjs.pad(rows, borders, attributes.constantValue),
  );

/** The same for mirrored borders. */
export const mendMirrorPaddingBeyond = (most: number, backendName: string): void =>
  mendBordersBeyond<{ mode: "reflect" | "symmetric" }>(
    most,
    "MirrorPad",
    backendName,
    (rows, borders, { mode }) => tfjs.mirrorPad(rows, borders, mode),
  );

function mendBordersBeyond<Attributes>(
  most: number,
  kernelName: string,
  backendName: string,
  pad: (rows: tfjs.Tensor3D, borders: Borders, attributes: Attributes) => tfjs.Tensor,
): void {
  mendKernel<{ x: TensorInfo }, Attributes & { paddings: Pairs }>(
    "one axis at a time",
    kernelName,
    backendName,
    (stock) => (call) => {
      const { x } = call.inputs;
      const { paddings } = call.attrs;
      if (x.shape.length <= most) return stock(call);
      return axisByAxis(
        x,
        (axis) => paddings[axis]?.some((amount) => amount > 0) === true,
        (rows, axis) => pad(rows, [[0, 0], paddings[axis] as [number, number], [0, 0]], call.attrs),
      );
    },
  );
}
