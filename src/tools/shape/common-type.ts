import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";

const WIDTH = ["bool", "int32", "float32"] as const;
type NumberType = (typeof WIDTH)[number];

/**
 * The tensors in the widest of their types: bool, int32, float32. Stock concat would cut 1.5 down to 1
 * instead.
 */
export function withCommonType(tensors: readonly Tensor[]): Tensor[] {
  const widest = tensors.map(({ dtype }) => dtype as NumberType).reduce(wider, "bool");
  return tensors.map((x) => (x.dtype === widest ? x : tf.cast(x, widest)));
}

const wider = (a: NumberType, b: NumberType): NumberType => (WIDTH.indexOf(a) >= WIDTH.indexOf(b) ? a : b);
