import type { TensorInfo } from "#tfjs";
import { mendKernel } from "../registry.ts";
import { axesOf, sizeOf } from "../shapes.ts";

interface Attributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly dims?: number | number[];
}

const OVER_AXES = ["Sum", "Mean", "Prod", "Max", "Min", "Any", "All", "Reverse"];

/**
 * Axes of which there is no right result, and PyTorch refuses them: one that is named twice, for which stock computes with
 * what lies behind its buffers, and the place of the largest entry of none.
 */
export function refuseAxes(backendName: string): void {
  for (const kernelName of OVER_AXES)
    mendKernel<{ x: TensorInfo }, Attributes>("axes twice", kernelName, backendName, (stock) => (call) => {
      const { axis, reductionIndices, dims } = call.attrs;
      const named = axis ?? reductionIndices ?? dims;
      if (Array.isArray(named) && named.length > 1) refuseTwice(kernelName, named, call.inputs.x.shape);
      return stock(call);
    });
  for (const kernelName of ["ArgMax", "ArgMin"])
    mendKernel<{ x: TensorInfo }, { axis: number }>(
      "of nothing",
      kernelName,
      backendName,
      (stock) => (call) => {
        const { shape } = call.inputs.x;
        const [along] = axesOf(call.attrs.axis, shape) as [number];
        if (shape[along] === 0 && sizeOf(shape.filter((_, axis) => axis !== along)) > 0)
          throw new RangeError(
            `${nameOf(kernelName)}: axis ${along} of shape [${shape.join(", ")}] is empty, so none of its entries is the ${kernelName === "ArgMax" ? "largest" : "smallest"}.`,
          );
        return stock(call);
      },
    );
}

function refuseTwice(kernelName: string, named: readonly number[], shape: readonly number[]): void {
  const axes = axesOf(named, shape);
  const twice = axes.find((axis, i) => axes.indexOf(axis) !== i);
  if (twice === undefined) return;
  throw new RangeError(
    `${nameOf(kernelName)}: axis ${twice} of shape [${shape.join(", ")}] is named twice in [${named.join(", ")}].`,
  );
}

/** The function that a reader calls. */
const nameOf = (kernelName: string): string => kernelName.charAt(0).toLowerCase() + kernelName.slice(1);
