import { mendConstantSteps } from "./constant-steps.ts";
import { mendConvolution } from "./convolution.ts";
import { mendDepthwise } from "./depthwise.ts";
import { mendElementwise } from "./elementwise.ts";
import { mendExtremes } from "./extremes.ts";
import { mendIndexing } from "./indexing.ts";
import { mendLayout } from "./layout.ts";
import { mendMatMul } from "./mat-mul.ts";
import { mendPooling } from "./pooling.ts";
import { mendReductionGradients } from "./reductions.ts";
import { mendRelu } from "./relu.ts";
import { mendResize } from "./resize.ts";
import { mendScans } from "./scans.ts";

/** Gradients that stock lacks, gets wrong or cannot differentiate again. The same on every backend. */
export function mendGradients(): void {
  mendConstantSteps();
  mendExtremes();
  mendElementwise();
  mendMatMul();
  mendScans();
  mendIndexing();
  mendLayout();
  mendConvolution();
  mendDepthwise();
  mendPooling();
  mendReductionGradients();
  mendRelu();
  mendResize();
}
