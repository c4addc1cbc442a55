import { mendBools } from "./bools.ts";
import { mendConvolution } from "./convolution.ts";
import { mendCopies } from "./copies.ts";
import { mendElementwise } from "./elementwise.ts";
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
  mendIndexing();
  mendReductions();
  mendElementwise();
  mendBools();
  mendCopies();
  mendJoining();
  mendByCpu();
}
