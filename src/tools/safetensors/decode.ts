import type { DataType } from "#tfjs";
import { BYTES, viewOf } from "./layout.ts";

export interface Decoded {
  readonly values: Float32Array | Int32Array | Uint8Array;
  readonly dtype: DataType;
}

/**
 * Bytes as the nearest dtype TensorFlow.js has: all floats become float32, all integers int32, BOOL bool. F64
 * loses precision; whole numbers beyond 32 bits do not fit and become the nearest that does.
 */
export function decode(bytes: Uint8Array, dtype: string): Decoded {
  const view = viewOf(bytes);
  const width = BYTES[dtype] as number;
  const count = bytes.byteLength / width;
  const floats = (read: (at: number) => number): Decoded => ({
    values: Float32Array.from({ length: count }, (_, i) => read(i * width)),
    dtype: "float32",
  });
  const integers = (read: (at: number) => number): Decoded => ({
    values: Int32Array.from({ length: count }, (_, i) => read(i * width)),
    dtype: "int32",
  });
  switch (dtype) {
    case "F64":
      return floats((at) => view.getFloat64(at, true));
    case "F16":
      return floats((at) => fromHalf(view.getUint16(at, true)));
    case "BF16":
      return floats((at) => fromBfloat(view.getUint16(at, true)));
    case "I32":
      return integers((at) => view.getInt32(at, true));
    case "I64":
      return integers((at) => clamped(view.getBigInt64(at, true)));
    case "U8":
      return integers((at) => view.getUint8(at));
    case "BOOL":
      return { values: bytes.slice(), dtype: "bool" };
    default:
      return floats((at) => view.getFloat32(at, true));
  }
}

/** IEEE 754 half precision: 1 sign, 5 exponent and 10 fraction bits. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** Bfloat16 is the upper half of a float32. */
function fromBfloat(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

const clamped = (value: bigint): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Number(value)));
