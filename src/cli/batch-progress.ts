import type { Graded } from "../submissions/index.ts";
import { duration } from "./output.ts";

/** How often a line is written where none can be drawn over. */
const PLAIN_EVERY_MS = 10_000;

const BAR = 20;

/** How far a batch has come and about how long it will take: one line drawn over itself, or a line now and then in a pipe. */
export class BatchProgress {
  readonly #total: number;
  readonly #out: NodeJS.WriteStream;
  readonly #start = performance.now();
  #done = 0;
  #earlier = 0;
  #passed = 0;
  #last = performance.now();

  constructor(total: number, out: NodeJS.WriteStream) {
    this.#total = total;
    this.#out = out;
    if (this.#draws) this.#draw();
  }

  add({ result }: Graded, source: "now" | "earlier"): void {
    this.#done++;
    if (source === "earlier") this.#earlier++;
    if (result.verdict === "passed") this.#passed++;
    if (this.#draws) this.#draw();
    else if (performance.now() - this.#last >= PLAIN_EVERY_MS) this.#write();
  }

  /** Leaves the last line standing. */
  end(): void {
    if (this.#draws) this.#out.write("\n");
    if (this.#earlier > 0)
      this.#out.write(`${this.#earlier} were graded before and are unchanged; --fresh grades all anew.\n`);
  }

  get #draws(): boolean {
    return this.#out.isTTY === true && process.env.TERM !== "dumb";
  }

  #write(): void {
    this.#last = performance.now();
    this.#out.write(`${this.#text()}\n`);
  }

  #draw(): void {
    const filled = Math.round((BAR * this.#done) / this.#total);
    const line = `[${"#".repeat(filled)}${"-".repeat(BAR - filled)}] ${this.#text()}`;
    this.#out.write(`\r\x1b[2K${line.slice(0, (this.#out.columns ?? 80) - 1)}`);
  }

  #text(): string {
    return `${this.#done}/${this.#total}  ${this.#passed} passed${this.#left()}`;
  }

  #left(): string {
    const graded = this.#done - this.#earlier;
    if (graded === 0 || this.#done === this.#total) return "";
    const each = (performance.now() - this.#start) / graded;
    return `  about ${duration((each * (this.#total - this.#done)) / 1000)} left`;
  }
}
