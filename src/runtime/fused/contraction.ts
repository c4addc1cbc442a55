import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient, provideKernel } from "../mends/registry.ts";
import {
  integerAttribute,
  type NativeBackend,
  textAttribute,
  typeAttribute,
} from "../mends/tensorflow/native.ts";

const CONTRACTION = "Contraction";

interface Attributes {
  /** Names of the axes, each a letter. */
  readonly left: string;
  readonly right: string;
  readonly result: string;
}

/** Whether the backend contracts two operands whatever the order of their axes, faster than by transposes and matMul. */
export const canContract = (a: Tensor, b: Tensor): boolean =>
  tfjs.getKernel(CONTRACTION, tfjs.getBackend()) !== undefined &&
  [a, b].every(({ dtype, size }) => dtype === "float32" && size > 0);

/**
 * The product of two operands, summed over each axis that the result does not have. An axis is a letter; it occurs at
 * least in two of the three, and in none of them twice.
 */
export function contraction(a: Tensor, b: Tensor, names: Attributes): Tensor {
  return tfjs.engine().runKernel(CONTRACTION, { a, b }, { ...names });
}

/** Native TensorFlow's own einsum, and its gradients, which are contractions again. */
export function provideContraction(): void {
  if (tfjs.findBackendFactory("tensorflow") === undefined) return;
  provideKernel<Record<"a" | "b", TensorInfo>, Attributes>(
    CONTRACTION,
    "tensorflow",
    ({ inputs: { a, b }, attrs: { left, right, result }, backend }) => {
      const native = backend as NativeBackend;
      const attributes = [
        textAttribute(native, "equation", `${left},${right}->${result}`),
        integerAttribute(native, "N", 2),
        typeAttribute(native, "T", "float32"),
      ];
      return native.executeSingleOutput("Einsum", attributes, [a, b]);
    },
  );
  mendGradient<Attributes, "a" | "b">(CONTRACTION, {
    inputs: ["a", "b"],
    gradient: (dy, { a, b }, { left, right, result }) => ({
      a: () => contraction(dy, b, { left: result, right, result: left }),
      b: () => contraction(a, dy, { left, right: result, result: right }),
    }),
  });
}
