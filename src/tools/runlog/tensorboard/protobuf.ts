/** Fields of a protocol buffer message (protobuf's encoding guide): each is a tag and its content. */

export function doubleField(number: number, value: number): Uint8Array {
  return concatenated([varint((number << 3) | 1), doubles([value])]);
}

export function floatField(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatenated([varint((number << 3) | 5), bytes]);
}

/** A whole number from 0 on. */
export function integerField(number: number, value: number): Uint8Array {
  return concatenated([varint(number << 3), varint(value)]);
}

export function textField(number: number, text: string): Uint8Array {
  return messageField(number, new TextEncoder().encode(text));
}

/** A message within the message, or anything else with a length. */
export function messageField(number: number, content: Uint8Array): Uint8Array {
  return concatenated([varint((number << 3) | 2), varint(content.length), content]);
}

export function packedDoublesField(number: number, values: readonly number[]): Uint8Array {
  return messageField(number, doubles(values));
}

export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function doubles(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => void view.setFloat64(8 * i, value, true));
  return bytes;
}

/** Seven bits a byte, lowest first; the eighth says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(Math.trunc(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
