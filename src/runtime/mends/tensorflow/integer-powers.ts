import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";

interface Two {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/**
 * Powers of int32 with negative exponents, as in PyTorch: 1 and -1 keep their powers, of everything else only 0 is left.
 * TensorFlow refuses them all.
 */
export function mendIntegerPowers(): void {
  mendKernel<Two, unknown>("integers", "Pow", "tensorflow", (stock) => (call) => {
    const { a, b } = call.inputs;
    if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
    const [base, exponent] = [asTensor(a), asTensor(b)];
    const powers = asTensor(stock({ ...call, inputs: { a, b: exponent.abs() } }) as TensorInfo); // as a and b broadcast
    const isFraction = exponent.less(int32(0)).logicalAnd(base.abs().notEqual(int32(1)));
    return tfjs.where(isFraction, int32(0), powers);
  });
}

const int32 = (value: number) => tfjs.scalar(value, "int32");
