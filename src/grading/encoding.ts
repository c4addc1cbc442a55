import { isUtf8 } from "node:buffer";
import { basename } from "node:path";
import type { Failure } from "./verdict.ts";

/**
 * The failure of a file that is not UTF-8, by what reading it as UTF-8 left: every second character of UTF-16 is NUL, which
 * no program contains. Undefined for a text, with a byte order mark or without.
 */
export function encodingFault(text: string, path: string): Failure | undefined {
  if (!text.includes("\0")) return undefined;
  const name = utf16(text);
  if (name !== undefined)
    return failure(`Your file is saved as ${name}; answers are UTF-8.\n${utf16Help(text, path)}`);
  return text.includes("\ufffd") ? failure(NO_TEXT) : undefined; // a single NUL has a place, which the parser tells
}

const failure = (message: string): Failure => ({ kind: "syntax", label: "", message });

/** Both marks of byte order are no UTF-8 and come out as two replacement characters. */
function utf16(text: string): string | undefined {
  const start = text.replace(/^\ufffd\ufffd/, "").slice(0, 64);
  if (/^(?:[^\0]\0)+[^\0]?$/.test(start)) return "UTF-16 LE";
  return /^(?:\0[^\0])+\0?$/.test(start) ? "UTF-16 BE" : undefined;
}

const NO_TEXT = "This file is no text: it holds bytes that no program has. Is it the right file?";

/** How to save a file anew that is UTF-16; undefined for any other. */
export function utf16Help(text: string, path: string): string | undefined {
  const name = utf16(text);
  if (name === undefined) return undefined;
  const file = basename(path);
  return `Windows' PowerShell does that with \`>\`. In VS Code: click on ${name} below, "Save with Encoding", UTF-8. In PowerShell: \`(Get-Content ${file}) | Set-Content -Encoding utf8 ${file}\`.`;
}

/** What is said of bytes that are not UTF-8: from which line on. Undefined where they are. */
export function notUtf8From(bytes: Buffer): string | undefined {
  if (isUtf8(bytes)) return undefined;
  let line = 1;
  // A line feed is never part of a longer character, so lines stand alone.
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
  }
  return `is not UTF-8 from line ${line} on`;
}

const LINE_FEED = 0x0a;
