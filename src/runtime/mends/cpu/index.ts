import { mendIndexChecks } from "../index-bounds.ts";
import { mendIntegerProducts } from "./integers.ts";
import { mendScatterUpdate } from "./scatter-update.ts";
import { mendSegmentSum } from "./segment-sum.ts";
import { valuesOf } from "./storage.ts";

/** What stock's cpu backend gets wrong, or takes far too long for. */
export function mendCpu(): void {
  mendScatterUpdate();
  mendIntegerProducts();
  mendSegmentSum();
  mendIndexChecks("cpu", valuesOf);
}
