import { hash } from "node:crypto";

// Taken now: what an import of a builtin leads to can be changed later.
const digest = hash;

/** Characters of a signature. */
export const SIGNATURE_LENGTH = 64;

/**
 * Proves that messages come from who knows the word, in the order in which they were sent, each once. The answer lives in
 * the process that signs, and can hear and write whatever passes its descriptors: a word that is said aloud proves nothing.
 */
export class Signature {
  readonly #word: string;
  #count = 0;

  constructor(word: string) {
    this.#word = word;
  }

  /** Of the next message. */
  of(body: Uint8Array): string {
    return digest("sha256", `${this.#word} ${this.#count++} ${digest("sha256", body)}`);
  }
}
