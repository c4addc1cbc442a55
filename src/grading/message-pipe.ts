import type { Duplex } from "node:stream";
import { deserialize, serialize } from "node:v8";

/** What is heard on the other end. */
export interface PipeListeners {
  readonly onMessage: (message: unknown) => void;
  /** Told once if what arrives is no message. Nothing is heard afterwards. */
  readonly onNoise: () => void;
  readonly onEnd: () => void;
}

/**
 * Messages between the tutor and a worker: four bytes of length, big end first, then V8's serialization. Node's own
 * channel would do the same, but throws in the tutor, where nothing can catch it, when an answer writes noise to the
 * worker's end.
 */
export class MessagePipe {
  readonly #stream: Duplex;
  readonly #listeners: PipeListeners;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #isOpen = true;

  constructor(stream: Duplex, listeners: PipeListeners) {
    this.#stream = stream;
    this.#listeners = listeners;
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.on("error", () => {}); // the other process has ended; its exit is what tells
    stream.on("close", () => listeners.onEnd());
  }

  /** Sends anything that `structuredClone` could copy. Where nobody listens any more, it is dropped. */
  send(message: unknown): void {
    if (!this.#stream.writable) return;
    const body = serialize(message);
    const frame = Buffer.allocUnsafe(HEAD + body.length);
    frame.writeUInt32BE(body.length);
    body.copy(frame, HEAD);
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

  #join(): Buffer {
    const [first] = this.#pending;
    const joined = this.#pending.length === 1 && first !== undefined ? first : Buffer.concat(this.#pending);
    this.#pending = [joined];
    return joined;
  }

  #hear(body: Buffer): void {
    let message: unknown;
    try {
      message = deserialize(body);
    } catch {
      this.#close();
      return;
    }
    this.#listeners.onMessage(message);
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
