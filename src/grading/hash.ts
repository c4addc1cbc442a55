import { createHash } from "node:crypto";

/** sha256 of a text's UTF-8 bytes, hex: what a verdict belongs to. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
