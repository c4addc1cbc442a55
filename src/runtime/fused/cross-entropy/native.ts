import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, provideKernel } from "../../mends/registry.ts";
import { type NativeBackend, typeAttribute } from "../../mends/tensorflow/native.ts";
import { CROSS_ENTROPY, CROSS_ENTROPY_GRADIENT } from "./cross-entropy.ts";

/** TensorFlow's own operation for it, which gives the losses and their derivatives by the logits at once. */
export function provideNativeCrossEntropy(): void {
  if (tfjs.findBackendFactory("tensorflow") === undefined) return;
  provideKernel<Record<"logits" | "labels", TensorInfo>, unknown>(
    CROSS_ENTROPY,
    "tensorflow",
    ({ inputs: { logits, labels }, backend }) => {
      const native = backend as NativeBackend;
      const types = [typeAttribute(native, "T", "float32"), typeAttribute(native, "Tlabels", "int32")];
      const name = "SparseSoftmaxCrossEntropyWithLogits";
      return native.executeMultipleOutputs(name, types, [logits, labels], 2); // [row], [row, class]
    },
  );
  provideKernel<Record<"dy" | "derivatives", TensorInfo>, unknown>(
    CROSS_ENTROPY_GRADIENT,
    "tensorflow",
    ({ inputs: { dy, derivatives } }) => tfjs.mul(tfjs.expandDims(asTensor(dy), 1), asTensor(derivatives)), // [row, class]
  );
}
