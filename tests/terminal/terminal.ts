import { join } from "node:path";
import * as pty from "@lydell/node-pty";
import headless from "@xterm/headless";

const root = join(import.meta.dirname, "..", "..");

export interface TerminalOptions {
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The real program in a pseudo-terminal, with a terminal emulator that shows what a person would see. */
export class Terminal {
  readonly #process: pty.IPty;
  readonly #screen: InstanceType<typeof headless.Terminal>;
  readonly exited: Promise<{ exitCode: number; signal?: number | undefined }>;
  /** Every byte the program wrote. */
  raw = "";

  constructor(args: readonly string[], { cwd, columns = 100, rows = 30, env = {} }: TerminalOptions) {
    this.#screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#process = pty.spawn(process.execPath, [join(root, "bin", "arena.js"), ...args], {
      name: "xterm-256color",
      cols: columns,
      rows,
      cwd,
      env: { PATH: process.env.PATH ?? "", HOME: cwd, LANG: "C.UTF-8", ...env },
    });
    this.#process.onData((data) => {
      this.raw += data;
      this.#screen.write(data);
    });
    this.exited = new Promise((resolve) => this.#process.onExit(resolve));
  }

  get pid(): number {
    return this.#process.pid;
  }

  type(keys: string): void {
    this.#process.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#process.resize(columns, rows);
    this.#screen.resize(columns, rows);
  }

  kill(signal: NodeJS.Signals = "SIGTERM"): void {
    this.#process.kill(signal);
  }

  /** What is on the screen now, one line a row. */
  text(): string {
    const buffer = this.#screen.buffer.active;
    const lines: string[] = [];
    for (let row = 0; row < this.#screen.rows; row++)
      lines.push(buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? "");
    return lines.join("\n");
  }

  /** True while the program has switched to the alternate screen. */
  get isFullScreen(): boolean {
    return this.#screen.buffer.active.type === "alternate";
  }

  /** Waits until the screen shows `what`; fails with the screen as it was. */
  async waitFor(what: string | RegExp, milliseconds = 15_000): Promise<string> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      const text = this.text();
      if (typeof what === "string" ? text.includes(what) : what.test(text)) return text;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    throw new Error(`The screen never showed ${what}. It shows:\n${this.text()}`);
  }
}
