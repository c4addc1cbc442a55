import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";

interface Saved {
  /** Milliseconds of the monotonic clock just before the first system call of the save. */
  readonly at: number;
  readonly hash: string;
}

/** Writes files from a process of its own, as an editor does. */
export class Saver {
  readonly #child: ChildProcess = fork(import.meta.filename, ["child"]);

  save(path: string, text: string): Promise<Saved> {
    const hash = createHash("sha256").update(text).digest("hex");
    return new Promise((resolve) => {
      this.#child.once("message", (at) => resolve({ at: Number(at), hash }));
      this.#child.send({ path, text });
    });
  }

  async close(): Promise<void> {
    this.#child.kill();
  }
}

if (process.argv[2] === "child") {
  process.on("message", ({ path, text }: { path: string; text: string }) => {
    const at = Number(process.hrtime.bigint() / 1000n) / 1000;
    writeFileSync(path, text);
    process.send?.(at);
  });
}
