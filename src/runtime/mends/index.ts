import { provideFused } from "../fused/index.ts";
import { mendCpu } from "./cpu/index.ts";
import { mendDisposedTensors } from "./disposed-tensors.ts";
import { mendBoolAddition } from "./everywhere/bool-addition.ts";
import { mendEmptyGathers } from "./everywhere/empty-gathers.ts";
import { mendEmptyReductions } from "./everywhere/empty-reductions.ts";
import { mendEmptySlices } from "./everywhere/empty-slices.ts";
import { mendFloorDivision } from "./everywhere/floor-division.ts";
import { mendMatMulBatches } from "./everywhere/mat-mul-batches.ts";
import { mendNumericPadding } from "./everywhere/numeric-padding.ts";
import { refuseAxes } from "./everywhere/refused-axes.ts";
import { mendChainedFunctions } from "./functions.ts";
import { mendGradients } from "./gradients/index.ts";
import { mendOptimizers } from "./optimizers.ts";
import { mendSecondOrder } from "./second-order.ts";
import { mendCheckedMethods } from "./signatures.ts";
import { mendTensorflow } from "./tensorflow/index.ts";
import { mendWasm } from "./wasm/index.ts";
import { mendWebgpu } from "./webgpu/index.ts";
import { mendWholeArrays } from "./whole-arrays.ts";

const EVERYWHERE = ["cpu", "wasm", "webgpu"] as const;

/**
 * Everything that stock TensorFlow.js 4.22.0 gets wrong and that rooms rely on, put right from outside. One
 * file a family. Safe to call again: a kernel that is already ours is left alone, one that was registered
 * anew (loading the native backend or webgpu does that) is mended then.
 */
export function installMends(): void {
  mendDisposedTensors();
  mendWholeArrays();
  mendSecondOrder();
  mendGradients();
  mendOptimizers();
  mendChainedFunctions();
  mendCheckedMethods();
  for (const backend of EVERYWHERE) mendEmptyGathers(backend); // inside the index checks, which see everything
  mendCpu();
  mendWasm();
  mendWebgpu();
  mendTensorflow();
  provideFused();
  for (const backend of EVERYWHERE) {
    mendBoolAddition(backend);
    mendEmptyReductions(backend);
    mendEmptySlices(backend);
    mendFloorDivision(backend);
    mendMatMulBatches(backend);
    mendNumericPadding(backend);
    refuseAxes(backend);
  }
}
