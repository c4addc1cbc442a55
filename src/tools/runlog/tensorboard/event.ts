import type { Histogram } from "../histogram.ts";
import type { Logged } from "../record.ts";
import { maskedCrc32c } from "./crc32c.ts";
import {
  concatenated,
  doubleField,
  floatField,
  integerField,
  messageField,
  packedDoublesField,
  textField,
} from "./protobuf.ts";

/** The first record of every event file. */
export function versionEvent(seconds: number): Uint8Array {
  return tfRecord(concatenated([doubleField(1, seconds), textField(3, "brain.Event:2")]));
}

/** One step's values (tensorflow/core/util/event.proto and framework/summary.proto). */
export function summaryEvent(
  seconds: number,
  step: number,
  values: Readonly<Record<string, Logged>>,
): Uint8Array {
  const summary = concatenated(
    Object.entries(values).map(([tag, value]) => messageField(1, valueMessage(tag, value))),
  );
  return tfRecord(
    concatenated([doubleField(1, seconds), integerField(2, Math.max(0, step)), messageField(5, summary)]),
  );
}

function valueMessage(tag: string, value: Logged): Uint8Array {
  const content = typeof value === "number" ? floatField(2, value) : messageField(5, histogramMessage(value));
  return concatenated([textField(1, tag), content]);
}

function histogramMessage({ min, max, sum, sumOfSquares, counts }: Histogram): Uint8Array {
  const width = (max - min) / counts.length;
  const upperEdges = counts.map((_, i) => (i === counts.length - 1 ? max : min + width * (i + 1)));
  return concatenated([
    doubleField(1, min),
    doubleField(2, max),
    doubleField(
      3,
      counts.reduce((a, b) => a + b, 0),
    ),
    doubleField(4, sum),
    doubleField(5, sumOfSquares),
    packedDoublesField(6, upperEdges),
    packedDoublesField(7, counts),
  ]);
}

/** A record of a TFRecord file: length, its checksum, the data, its checksum. */
function tfRecord(data: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
  return concatenated([length, checksum(length), data, checksum(data)]);
}

function checksum(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(4);
  new DataView(result.buffer).setUint32(0, maskedCrc32c(bytes), true);
  return result;
}
