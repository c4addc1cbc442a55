import { lesson } from "../lesson.ts";

/** Where one tensor lies in a file: dtype and shape, and its bytes counted from the end of the header. */
export interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [begin: number, end: number];
}

export interface Header {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Free text that came with the tensors. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Where in the file the tensors' bytes begin. */
  readonly dataStart: number;
}

/** Bytes an entry of each dtype this reader knows. */
export const BYTES: Readonly<Record<string, number>> = {
  F32: 4,
  F16: 2,
  BF16: 2,
  F64: 8,
  I32: 4,
  I64: 8,
  U8: 1,
  BOOL: 1,
};

const LENGTH_BYTES = 8;

/**
 * Reads a safetensors header: eight bytes of length (little endian), then JSON (huggingface/safetensors,
 * format description). Everything is checked against the file's size before anything is read from it.
 *
 * @throws ToolError if the file is cut short or is none.
 */
export function readHeader(file: Uint8Array): Header {
  const length = file.byteLength >= LENGTH_BYTES ? Number(viewOf(file).getBigUint64(0, true)) : Number.NaN;
  const dataStart = LENGTH_BYTES + length;
  if (!(dataStart <= file.byteLength))
    throw damaged(`it has ${file.byteLength} bytes and announces a header of ${length}`);
  const entries = new Map<string, Entry>();
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(parsed(file.subarray(LENGTH_BYTES, dataStart)))) {
    if (name === "__metadata__") metadata = entry as Record<string, string>;
    else entries.set(name, checked(name, entry, file.byteLength - dataStart));
  }
  return { entries, metadata, dataStart };
}

/** The header as bytes, filled up with spaces to a multiple of eight so that the data lies well. */
export function writeHeader(
  entries: ReadonlyMap<string, Entry>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const described = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  const json = new TextEncoder().encode(JSON.stringify({ ...described, ...Object.fromEntries(entries) }));
  const padded = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(LENGTH_BYTES + padded).fill(0x20, LENGTH_BYTES);
  viewOf(header).setBigUint64(0, BigInt(padded), true);
  header.set(json, LENGTH_BYTES);
  return header;
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function parsed(json: Uint8Array): object {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    if (typeof header === "object" && header !== null) return header;
  } catch {
    // told below
  }
  throw damaged("its header is no JSON object");
}

function checked(name: string, value: unknown, available: number): Entry {
  if (!isEntry(value)) throw damaged(`"${name}" lacks a dtype, a shape or its two offsets`);
  const { dtype, shape, data_offsets: offsets } = value;
  const bytes = Object.hasOwn(BYTES, dtype) ? BYTES[dtype] : undefined;
  if (bytes === undefined) {
    throw lesson("safetensors", {
      what: `"${name}" has dtype ${dtype}, which cannot be read here.`,
      fits: Object.keys(BYTES).join(", "),
    });
  }
  const [begin, end] = offsets;
  const size = shape.reduce((product, length) => product * length, bytes);
  if (begin < 0 || end > available || end - begin !== size) {
    throw damaged(`"${name}" should lie at bytes ${begin} to ${end}, ${size} in all, of ${available}`);
  }
  return { dtype, shape, data_offsets: [begin, end] };
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { dtype, shape, data_offsets: offsets } = value as Partial<Record<keyof Entry, unknown>>;
  return typeof dtype === "string" && areCounts(shape) && areCounts(offsets) && offsets.length === 2;
}

function areCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((length) => Number.isSafeInteger(length) && length >= 0);
}

function damaged(what: string): Error {
  return lesson("safetensors", {
    what: `this is no complete safetensors file: ${what}.`,
    fits: "download or write it again",
  });
}
