import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { isWithoutNaN } from "../not-a-number.ts";
import { asTensor, provideKernel } from "../registry.ts";
import { type NativeBackend, typeAttribute } from "./native.ts";

/** TensorFlow's own kernel, in one pass where the formula takes four, for inputs without NaN: it stops there what flows back. */
export function provideReluGradient(): void {
  provideKernel<{ dy: TensorInfo; x: TensorInfo }, unknown>(
    "ReluGrad",
    "tensorflow",
    ({ inputs: { dy, x }, backend }) => {
      const native = backend as NativeBackend;
      // on a graphics card asking for NaN would wait for all that is still being computed
      if (native.isUsingGpuDevice || !isWithoutNaN(x)) {
        const flow = asTensor(dy);
        return tfjs.where(tfjs.lessEqual(asTensor(x), 0), tfjs.zerosLike(flow), flow);
      }
      return native.executeSingleOutput("ReluGrad", [typeAttribute(native, "T", "float32")], [dy, x]);
    },
  );
}
