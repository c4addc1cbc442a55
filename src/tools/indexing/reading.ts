import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";

/**
 * Whether a tensor's values can be read at once. On webgpu they come later, so nothing can be checked or
 * chosen by them.
 */
export const readableNow = (): boolean => tf.getBackend() !== "webgpu";

/** The values of an index tensor or mask, where `readableNow`. */
export const valuesOf = (x: Tensor): Int32Array | Uint8Array => x.dataSync<"int32">();
