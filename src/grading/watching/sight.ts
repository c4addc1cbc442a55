import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { shortReason } from "../../files/system-error.ts";
import { notUtf8From, utf16Help } from "../encoding.ts";
import { LARGEST_ANSWER } from "../imports/importable.ts";

/** What a file held at one moment. */
export interface Snapshot {
  /** Decoded from UTF-8, without a byte order mark; line ends are as they are in the file. */
  readonly text: string;
  /** sha256 of the file's bytes, hex. */
  readonly hash: string;
  /** When it was read, on the clock of `performance.now()`, in ms. */
  readonly seenAt: number;
}

/**
 * What one look at a path finds. Only `text` can be believed at once: the others also occur in the midst of a
 * save.
 */
export type Sight =
  | { readonly kind: "text"; readonly snapshot: Snapshot }
  | { readonly kind: "empty"; readonly snapshot: Snapshot }
  | { readonly kind: "gone" }
  /** `help`: how to mend it, where that takes more than a sentence. */
  | { readonly kind: "unreadable"; readonly sentence: string; readonly help?: string };

/** Reads a file as it is now. Never throws. */
export function lookAt(path: string): Sight {
  try {
    const file = statSync(path);
    // Anything else, such as a named pipe, could block the read for ever.
    if (!file.isFile())
      return unreadable(
        `${basename(path)} is not a file. Move it away; \`arena reset\` puts the room's file back.`,
      );
    if (file.size > LARGEST_ANSWER) return unreadable(tooLarge(path, file.size));
    return sightOf(readFileSync(path), path);
  } catch (error) {
    const code = shortReason(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "gone" };
    return unreadable(
      `${basename(path)} cannot be read (${code}). Check its permissions; it is looked at again on its own.`,
    );
  }
}

function sightOf(bytes: Buffer, path: string): Sight {
  const seenAt = performance.now();
  const text = decode(bytes);
  if (text === undefined) return notUtf8(bytes, path);
  const snapshot = { text, hash: createHash("sha256").update(bytes).digest("hex"), seenAt };
  return { kind: text === "" ? "empty" : "text", snapshot };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Begins with the file's bare name: a screen has its path above, and at 40 columns room for two lines. */
function unreadable(sentence: string): Sight {
  return { kind: "unreadable", sentence };
}

function tooLarge(path: string, size: number): string {
  const mebibytes = (size / LARGEST_ANSWER).toFixed(1);
  return `${basename(path)} has ${mebibytes} MiB; files up to 1 MiB are graded. Is it the right file?`;
}

function notUtf8(bytes: Buffer, path: string): Sight {
  const help = utf16Help(bytes.toString("utf8"), path);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const what = isUtf16 ? "is saved as UTF-16" : notUtf8From(bytes);
  const sentence = `${basename(path)} ${what}. Save it as UTF-8 to have it graded.`;
  return { kind: "unreadable", sentence, ...(help !== undefined && { help }) };
}
