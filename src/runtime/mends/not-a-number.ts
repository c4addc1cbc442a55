import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor } from "./registry.ts";

/** What has been found of some data, which never change: a gradient asks again what the forward pass has asked. */
const found = new WeakMap<object, boolean>();

/**
 * Whether a tensor holds no NaN, told by its sum, for which every backend that can be read at once has a quick kernel.
 * Infinities of both signs are taken for NaN.
 */
export function isWithoutNaN(x: TensorInfo): boolean {
  if (x.dtype !== "float32") return true;
  const known = found.get(x.dataId);
  if (known !== undefined) return known;
  const isWithout = !Number.isNaN(tfjs.sum(asTensor(x)).dataSync()[0]);
  found.set(x.dataId, isWithout);
  return isWithout;
}
