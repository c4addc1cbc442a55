import { mendIndexChecks } from "../index-bounds.ts";
import { mendMaxPoolWithArgmax } from "../max-pool-with-argmax.ts";
import { mendExtremePlaces } from "../order/extreme-places.ts";
import { mendTopK } from "../order/top-k.ts";
import { mendGatherCheck } from "./gather.ts";
import { mendIntegerProducts } from "./integers.ts";
import { mendPooling } from "./pooling.ts";
import { mendScatterUpdate } from "./scatter-update.ts";
import { mendSegmentSum } from "./segment-sum.ts";
import { valuesOf } from "./storage.ts";

/** What stock's cpu backend gets wrong, or takes far too long for. */
export function mendCpu(): void {
  mendScatterUpdate();
  mendIntegerProducts();
  mendSegmentSum();
  mendPooling();
  mendMaxPoolWithArgmax("cpu", valuesOf);
  mendGatherCheck();
  mendIndexChecks("cpu", valuesOf);
  mendTopK("cpu", valuesOf);
  mendExtremePlaces("cpu", valuesOf);
}
