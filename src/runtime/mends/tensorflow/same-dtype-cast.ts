import type { DataType, TensorInfo } from "#tfjs";
import { mendKernel, viewed } from "../registry.ts";
import type { NativeBackend } from "./native.ts";

/** A cast to the dtype that is there already, with which means and moments begin: the same data, not a copy of it. */
export function mendSameDtypeCast(): void {
  mendKernel<{ x: TensorInfo }, { dtype: DataType }>(
    "same dtype",
    "Cast",
    "tensorflow",
    (stock) => (call) => {
      const { x } = call.inputs;
      if (x.dtype !== call.attrs.dtype || x.dtype === "string") return stock(call);
      (call.backend as NativeBackend).incRef(x.dataId);
      return viewed(x, x.shape);
    },
  );
}
