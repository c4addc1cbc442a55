import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** One competitor in a process of its own, which runs only while it is asked. */
export class Side {
  readonly name: string;
  /** What it is, in its own words. */
  ready = "";
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(name: string, command: string, args: readonly string[]) {
    this.name = name;
    this.#child = spawn(command, args);
    this.#child.on("error", () => {}); // told by the missing first line
    this.#child.stdin.on("error", () => {});
    this.#child.stderr.resume();
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it, or says why it is not to be had. */
  static async start(name: string, command: string, args: readonly string[]): Promise<Side | string> {
    const side = new Side(name, command, args);
    const answer = await side.#answer();
    if (typeof answer?.ready === "string") {
      side.ready = answer.ready;
      return side;
    }
    side.stop();
    return `${name} is left out: ${answer?.absent ?? `${command} did not start.`}`;
  }

  static backend(name: string, threads = 1): Promise<Side | string> {
    const label = threads > 1 ? `${name}, ${threads} threads` : name;
    return Side.start(label, process.execPath, [
      join(import.meta.dirname, "serve.ts"),
      name,
      String(threads),
    ]);
  }

  static torch(threads: number): Promise<Side | string> {
    const python = process.env.PYTHON || "python3";
    return Side.start("PyTorch", python, [join(import.meta.dirname, "serve.py"), String(threads)]);
  }

  /** Milliseconds of one run. The first call also prepares and warms up. */
  async time(workload: string): Promise<number> {
    this.#child.stdin.write(`${workload}\n`);
    const milliseconds = (await this.#answer())?.milliseconds;
    if (typeof milliseconds === "number") return milliseconds;
    throw new Error(`${this.name} ended while it ran "${workload}".`);
  }

  stop(): void {
    this.#child.kill();
  }

  /** The next line that is an answer: libraries print to the same stream. */
  async #answer(): Promise<Record<string, unknown> | undefined> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) return undefined;
      if (value.startsWith("{")) return JSON.parse(value);
    }
  }
}
