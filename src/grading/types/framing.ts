/** The base protocol of language servers: JSON messages, each after a header with its length in bytes. */

export function encodeMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** Cuts a stream of bytes into messages, wherever its chunks end. */
export class MessageReader {
  readonly #onMessage: (message: unknown) => void;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(onMessage: (message: unknown) => void) {
    this.#onMessage = onMessage;
  }

  read(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    for (let body = this.#nextBody(); body !== undefined; body = this.#nextBody())
      this.#onMessage(JSON.parse(body));
  }

  #nextBody(): string | undefined {
    const headerEnd = this.#bytes.indexOf("\r\n\r\n");
    if (headerEnd === -1) return undefined;
    const [, length] = /content-length: *(\d+)/i.exec(this.#bytes.toString("latin1", 0, headerEnd)) ?? [];
    if (length === undefined)
      throw new Error("internal: the language server sent a message without a length.");
    const start = headerEnd + 4;
    const end = start + Number(length);
    if (this.#bytes.length < end) return undefined;
    const body = this.#bytes.toString("utf8", start, end);
    this.#bytes = this.#bytes.subarray(end);
    return body;
  }
}
