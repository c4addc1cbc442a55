import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, provideKernel } from "../mends/registry.ts";
import { type NativeBackend, typeAttribute } from "../mends/tensorflow/native.ts";
import { CROSS_ENTROPY, CROSS_ENTROPY_GRADIENT } from "./cross-entropy.ts";

interface Inputs {
  readonly logits: TensorInfo;
  readonly labels: TensorInfo;
}

/** TensorFlow's own operation for it, which gives the losses and their derivatives by the logits at once. */
export function provideNativeCrossEntropy(): void {
  if (tfjs.findBackendFactory("tensorflow") === undefined) return;
  provideKernel<Inputs, unknown>(CROSS_ENTROPY, "tensorflow", ({ inputs, backend }) => {
    const [losses, derivatives] = both(backend as NativeBackend, inputs);
    derivatives.dispose();
    return losses;
  });
  provideKernel<Inputs & { readonly dy: TensorInfo }, unknown>(
    CROSS_ENTROPY_GRADIENT,
    "tensorflow",
    ({ inputs, backend }) => {
      const [losses, derivatives] = both(backend as NativeBackend, inputs); // [row], [row, class]
      losses.dispose();
      return tfjs.mul(tfjs.expandDims(asTensor(inputs.dy), 1), derivatives);
    },
  );
}

function both(backend: NativeBackend, { logits, labels }: Inputs): [losses: Tensor, derivatives: Tensor] {
  const attributes = [typeAttribute(backend, "T", "float32"), typeAttribute(backend, "Tlabels", "int32")];
  const name = "SparseSoftmaxCrossEntropyWithLogits";
  return backend.executeMultipleOutputs(name, attributes, [logits, labels], 2) as [Tensor, Tensor];
}
