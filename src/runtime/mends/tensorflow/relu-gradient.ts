import type { TensorInfo } from "#tfjs";
import { provideKernel } from "../registry.ts";
import { type NativeBackend, typeAttribute } from "./native.ts";

/** TensorFlow's own kernel, in one pass where `dy · step(x)` takes seven. */
export function provideReluGradient(): void {
  provideKernel<{ dy: TensorInfo; x: TensorInfo }, unknown>(
    "ReluGrad",
    "tensorflow",
    ({ inputs, backend }) => {
      const native = backend as NativeBackend;
      return native.executeSingleOutput(
        "ReluGrad",
        [typeAttribute(native, "T", "float32")],
        [inputs.dy, inputs.x],
      );
    },
  );
}
