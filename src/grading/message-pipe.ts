import type { Duplex } from "node:stream";
import { deserialize, serialize } from "node:v8";
import { SIGNATURE_LENGTH, type Signature } from "./signature.ts";

/** What is heard on the other end. */
export interface PipeListeners {
  readonly onMessage: (message: unknown) => void;
  /** Told once if what arrives is no message. Nothing is heard afterwards. */
  readonly onNoise: () => void;
  readonly onEnd: () => void;
}

/**
 * Messages between the tutor and a worker: four bytes of length, big end first, the signature where the worker speaks, then
 * V8's serialization. Node's own
 * channel would do the same, but throws in the tutor, where nothing can catch it, when an answer writes noise to the
 * worker's end.
 */
export class MessagePipe {
  readonly #stream: Duplex;
  readonly #listeners: PipeListeners;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #isOpen = true;
  #signature: Signature | undefined;
  readonly #trusted: Signature | undefined;

  /** What does not bear the signature `trusted` is noise; where there is none, everything is heard. */
  constructor(stream: Duplex, listeners: PipeListeners, trusted?: Signature) {
    this.#stream = stream;
    this.#listeners = listeners;
    this.#trusted = trusted;
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.on("error", () => {}); // the other process has ended; its exit is what tells
    stream.on("close", () => listeners.onEnd());
  }

  /** Signs all that is sent from here on. */
  signWith(signature: Signature): void {
    this.#signature = signature;
  }

  /** Sends anything that `structuredClone` could copy. Where nobody listens any more, it is dropped. */
  send(message: unknown): void {
    if (!this.#stream.writable) return;
    const body = serialize(message);
    const signature = this.#signature?.of(body) ?? "";
    const frame = Buffer.allocUnsafe(HEAD + signature.length + body.length);
    frame.writeUInt32BE(signature.length + body.length);
    frame.write(signature, HEAD, "latin1");
    body.copy(frame, HEAD + signature.length);
    this.#stream.write(frame);
  }

  #take(chunk: Buffer): void {
    if (!this.#isOpen) return;
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    for (let body = this.#next(); body !== undefined; body = this.#next()) this.#hear(body);
  }

  /** The body of the first frame that has arrived whole. */
  #next(): Buffer | undefined {
    if (!this.#isOpen || this.#pendingBytes < HEAD) return undefined;
    if (this.#pending.length > 1 && (this.#pending[0]?.length ?? 0) < HEAD) this.#join();
    const length = this.#pending[0]?.readUInt32BE() ?? 0;
    if (length > LONGEST) return void this.#close();
    if (this.#pendingBytes < HEAD + length) return undefined;
    const bytes = this.#join();
    this.#pending = [bytes.subarray(HEAD + length)];
    this.#pendingBytes -= HEAD + length;
    return bytes.subarray(HEAD, HEAD + length);
  }

  /** Not by Buffer.concat: that takes memory which it shares with every small buffer, an answer's too. */
  #join(): Buffer {
    const [first] = this.#pending;
    if (this.#pending.length === 1 && first !== undefined) return first;
    const joined = Buffer.allocUnsafeSlow(this.#pendingBytes);
    let at = 0;
    for (const chunk of this.#pending) at += chunk.copy(joined, at);
    this.#pending = [joined];
    return joined;
  }

  #hear(frame: Buffer): void {
    let message: unknown;
    try {
      message = deserialize(this.#bodyOf(frame));
    } catch {
      this.#close();
      return;
    }
    // In the worker the word is in some, and memory that is given back is given out again as it is. What the tutor hears
    // stays: the arrays of a message, a picture's for instance, lie in its frame.
    if (this.#trusted === undefined) frame.fill(0);
    this.#listeners.onMessage(message);
  }

  #bodyOf(frame: Buffer): Buffer {
    if (this.#trusted === undefined) return frame;
    const body = frame.subarray(SIGNATURE_LENGTH);
    if (frame.toString("latin1", 0, SIGNATURE_LENGTH) !== this.#trusted.of(body)) throw new Error("unsigned");
    return body;
  }

  #close(): void {
    this.#isOpen = false;
    this.#pending = [];
    this.#listeners.onNoise();
  }
}

const HEAD = 4;

/** Bytes. The code of a whole room is a hundredth of it. */
const LONGEST = 64 * 1024 * 1024;
