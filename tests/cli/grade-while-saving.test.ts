import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { hashOf } from "../../src/grading/hash.ts";
import { right, slow } from "../faults/answers.ts";
import { marksIn } from "../faults/tutor.ts";
import { workersOf } from "../faults/workers.ts";
import { arena, home, root } from "./arena.ts";

test.skipIf(process.platform !== "linux")(
  "a save while `arena grade` works neither takes nor gets the mark: it belongs to what was graded",
  { timeout: 60_000 },
  async () => {
    const workspace = join(home(), "ws");
    await arena(["start", "0.2/relu", "--no-watch", "--workspace", workspace]);
    const answer = join(workspace, "0.2-cnns", "01-relu.ts");
    const graded = slow(150);
    writeFileSync(answer, graded);
    const grading = execa(
      process.execPath,
      [join(root, "bin", "arena.js"), "grade", "0.2/relu", "--workspace", workspace],
      { reject: false, stdin: "ignore" },
    );
    await expect.poll(() => workersOf(grading.pid ?? 0).length, { timeout: 20_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 200)); // the answer is read when its worker is made
    writeFileSync(answer, right());
    expect((await grading).exitCode).toBe(0);
    expect(marksIn(workspace)).toEqual([expect.objectContaining({ hash: hashOf(graded), passed: 1 })]);
  },
);
