import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type PoolAttributes, windowOverInside } from "../gradients/pooling.ts";
import { asTensor, type Kernel, mendKernel } from "../registry.ts";

type Padding = readonly (readonly [number, number])[];

interface Padded {
  readonly pad: "same" | "valid" | number | Padding;
}

type Inputs = Readonly<Record<string, TensorInfo>>;

/**
 * Padding given side by side, which the native backend takes in forward convolutions only. Everywhere else the
 * input is padded first, the kernel slides over it without padding, and a gradient loses its border again.
 */
export function mendExplicitPadding(): void {
  onPadded<Padded & { filterShape: number[] }>("Conv2DBackpropFilter", (stock, call, pad) =>
    stock(withoutPadding(call, { x: padded(call.inputs.x as TensorInfo, pad, 0) })),
  );
  onPadded<Padded & { inputShape: number[] }>("Conv2DBackpropInput", (stock, call, pad) => {
    const { inputShape } = call.attrs;
    const whole = withoutPadding(call, {});
    const attrs = { ...whole.attrs, inputShape: grown(inputShape, pad) };
    return inside(stock({ ...whole, attrs }), pad, inputShape);
  });
  onPadded("MaxPool", (stock, call, pad) =>
    stock(withoutPadding(call, { x: padded(call.inputs.x as TensorInfo, pad, Number.NEGATIVE_INFINITY) })),
  );
  onPadded("AvgPool", (stock, call, pad) => {
    const x = call.inputs.x as TensorInfo;
    const averages = tensorOf(stock(withoutPadding(call, { x: padded(x, pad, 0) })));
    const scale = windowOverInside(x.shape, call.attrs as unknown as PoolAttributes);
    return scale === undefined ? averages : tfjs.mul(averages, scale); // only cells inside count
  });
  for (const [name, value] of [
    ["MaxPoolGrad", Number.NEGATIVE_INFINITY] as const,
    ["AvgPoolGrad", 0] as const,
  ]) {
    onPadded(name, (stock, call, pad) => {
      const input = call.inputs.input as TensorInfo;
      return inside(stock(withoutPadding(call, { input: padded(input, pad, value) })), pad, input.shape);
    });
  }
}

type Call<Attributes> = Parameters<Kernel<Inputs, Attributes>>[0];

function onPadded<Attributes extends Padded>(
  kernelName: string,
  compute: (
    stock: Kernel<Inputs, Attributes>,
    call: Call<Attributes>,
    pad: Padding,
  ) => Tensor | TensorInfo | TensorInfo[],
): void {
  mendKernel<Inputs, Attributes>("explicit padding", kernelName, "tensorflow", (stock) => (call) => {
    const { pad } = call.attrs;
    return typeof pad === "object" ? compute(stock, call, pad) : stock(call);
  });
}

function withoutPadding<Attributes extends Padded>(call: Call<Attributes>, inputs: Inputs): Call<Attributes> {
  return { ...call, inputs: { ...call.inputs, ...inputs }, attrs: { ...call.attrs, pad: "valid" } };
}

const padded = (x: TensorInfo, pad: Padding, value: number): Tensor =>
  tfjs.pad(asTensor(x), pad as [number, number][], value);

const grown = (shape: readonly number[], pad: Padding): number[] =>
  shape.map((length, axis) => length + (pad[axis]?.[0] ?? 0) + (pad[axis]?.[1] ?? 0));

/** What lies inside the padding. */
const inside = (result: TensorInfo | TensorInfo[], pad: Padding, shape: readonly number[]): Tensor =>
  tfjs.slice(
    tensorOf(result),
    pad.map(([before]) => before),
    [...shape],
  );

const tensorOf = (result: TensorInfo | TensorInfo[]): Tensor => asTensor(result as TensorInfo);
