import * as tfjs from "#tfjs";
import { mendBoolAddition } from "../everywhere/bool-addition.ts";
import { mendNumericPadding } from "../everywhere/numeric-padding.ts";
import { refuseAxes } from "../everywhere/refused-axes.ts";
import { isWithoutNaN } from "../not-a-number.ts";
import { mendExtremePlaces } from "../order/extreme-places.ts";
import { mendTopK } from "../order/top-k.ts";
import type { Values, ValuesOf } from "../values.ts";
import { mendAveragePoolGradient } from "./average-pool-gradient.ts";
import { mendDilatedDepthwise } from "./dilated-depthwise.ts";
import { mendEmptyConvolution } from "./empty-convolution.ts";
import { mendEmptySelect } from "./empty-select.ts";
import { mendExplicitPadding } from "./explicit-padding.ts";
import { mendFewChannels } from "./few-channels.ts";
import { mendIntegerPowers } from "./integer-powers.ts";
import { mendManyAxes } from "./many-axes.ts";
import { mendMaxPool } from "./max-pool.ts";
import { mendMaxPoolPlaces } from "./max-pool-places.ts";
import { provideMissing } from "./missing.ts";
import type { NativeBackend } from "./native.ts";
import { provideReluGradient } from "./relu-gradient.ts";
import { mendSameDtypeCast } from "./same-dtype-cast.ts";
import { mendSamePadding } from "./same-padding.ts";
import { mendTransposes } from "./transposes.ts";

/** What the native backend refuses, lacks or gives in another convention. Nothing where it is not loaded. */
export function mendTensorflow(): void {
  if (tfjs.findBackendFactory("tensorflow") === undefined) return;
  mendBoolAddition("tensorflow");
  mendAveragePoolGradient();
  mendFewChannels();
  mendMaxPoolPlaces();
  mendExplicitPadding();
  mendSamePadding(); // around the mend before, which pads in a pass of its own
  mendNumericPadding("tensorflow"); // makes explicit paddings of numbers, so it goes around those
  mendDilatedDepthwise();
  mendEmptyConvolution();
  mendEmptySelect();
  mendIntegerPowers();
  provideReluGradient();
  provideMissing();
  mendSameDtypeCast();
  mendTopK("tensorflow", valuesOf, isWithoutNaN);
  mendExtremePlaces("tensorflow", valuesOf, isWithoutNaN);
  refuseAxes("tensorflow");
  mendMaxPool();
  mendManyAxes();
  mendTransposes();
}

/** A copy of a tensor's values. */
const valuesOf: ValuesOf = (backend, { dataId }) => (backend as NativeBackend).readSync(dataId) as Values;
