import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { axesOf, product, reducedShape } from "../shapes.ts";
import type { StockIsRight, Values, ValuesOf } from "../values.ts";

/**
 * argMax and argMin where values can be looked at. As in PyTorch NaN is both the largest and the smallest entry of a line
 * that has one, and of equal entries the first counts; stock passes NaN over.
 */
export function mendExtremePlaces(
  backendName: string,
  valuesOf: ValuesOf,
  stockIsRight: StockIsRight = () => false,
): void {
  for (const [kernelName, wins] of [
    ["ArgMax", (a: number, b: number) => a > b],
    ["ArgMin", (a: number, b: number) => a < b],
  ] as const)
    mendKernel<{ x: TensorInfo }, { axis: number }>("NaN", kernelName, backendName, (stock) => (call) => {
      const { x } = call.inputs;
      return stockIsRight(x)
        ? stock(call)
        : extremePlaces(x, valuesOf(call.backend, x), call.attrs.axis, wins);
    });
}

function extremePlaces(
  x: TensorInfo,
  values: Values,
  axis: number,
  wins: (a: number, b: number) => boolean,
): Tensor {
  const axes = axesOf(axis, x.shape);
  const [along] = axes as [number];
  const length = x.shape[along] as number;
  const inner = product(x.shape, along + 1);
  const places = new Int32Array(product(x.shape, 0, along) * inner);
  for (let line = 0; line < places.length; line++) {
    const begin = Math.floor(line / inner) * length * inner + (line % inner);
    let best = values[begin] as number;
    for (let i = 1; i < length && !Number.isNaN(best); i++) {
      const value = values[begin + i * inner] as number;
      if (!wins(value, best) && !Number.isNaN(value)) continue;
      best = value;
      places[line] = i;
    }
  }
  return tfjs.tensor(places, reducedShape(x.shape, axes), "int32");
}
