import { mendPaddingBeyond } from "../axis-by-axis.ts";
import { mendMaxPoolWithArgmax } from "../max-pool-with-argmax.ts";
import { isWithoutNaN } from "../not-a-number.ts";
import { mendExtremePlaces } from "../order/extreme-places.ts";
import { mendTopK } from "../order/top-k.ts";
import { mendBools } from "./bools.ts";
import { mendConvolution } from "./convolution.ts";
import { mendCopies } from "./copies.ts";
import { mendElementwise } from "./elementwise.ts";
import { mendEntries } from "./entries.ts";
import { valuesOf } from "./heap.ts";
import { mendIndexing } from "./indexing.ts";
import { mendJoining } from "./joining.ts";
import { mendMatMul } from "./mat-mul.ts";
import { mendPooling } from "./pooling.ts";
import { mendReductions } from "./reductions.ts";
import { mendByCpu } from "./via-cpu.ts";

/** Kernels that the wasm backend lacks, has wrong or has slow. They compute on the wasm heap itself. */
export function mendWasm(): void {
  mendMatMul();
  mendConvolution();
  mendPooling();
  mendMaxPoolWithArgmax("wasm", valuesOf);
  mendIndexing();
  mendTopK("wasm", valuesOf, isWithoutNaN);
  mendExtremePlaces("wasm", valuesOf, isWithoutNaN);
  mendReductions();
  mendElementwise();
  mendEntries();
  mendBools();
  mendCopies();
  mendJoining();
  mendByCpu();
  mendPaddingBeyond(6, "wasm");
}
