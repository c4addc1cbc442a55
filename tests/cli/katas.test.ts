import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { practiceText } from "../../src/cli/review-text.ts";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { arena, home, root } from "./arena.ts";

const solution = join(root, "exercises", "katas", "einsum", "solution.ts");

describe("a kata", () => {
  test("starts by its technique's name, and nothing else leads to it", async () => {
    const cwd = home();
    const started = await arena(["start", "einsum", "--no-watch"], { cwd });
    expect(started.stdout).toContain("Begin with katas/einsum");
    expect(existsSync(join(cwd, "arena-workspace", "katas", "einsum.ts"))).toBe(true);
    const { stdout } = await arena([], { cwd });
    expect(stdout).toMatch(/Next +0\.1\//);
  });

  test("puts its technique into the bag once it is passed", async () => {
    const cwd = home();
    await arena(["start", "einsum", "--no-watch"], { cwd });
    copyFileSync(solution, join(cwd, "arena-workspace", "katas", "einsum.ts"));
    const graded = await arena(["grade", "katas/einsum", "--seed", "20261128"], { cwd });
    expect([graded.exitCode, graded.stdout]).toEqual([0, expect.stringContaining("Passed")]);
    expect((await arena(["progress"], { cwd })).stdout).toMatch(/Techniques in the bag\n +einsum/);
  });

  test("is named on its technique's page, which lists rooms and no katas", async () => {
    const { stdout } = await arena(["hint", "einsum"]);
    expect(stdout).toMatch(/Drill it\n.*\n\n?arena start einsum/);
    expect(stdout).not.toContain("katas/einsum");
  });

  test("that is not there yet: the page and the rooms that want the technique are named", async () => {
    const { exitCode, stderr } = await arena(["start", "model-cfg", "--no-watch"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("arena hint model-cfg")]);
  });
});

test("a review proposes a due technique's kata with the day's own inputs", () => {
  const catalogue = readCatalogue(root);
  const due = new Date("2026-11-28T08:00:00Z");
  const plan = [{ technique: "einsum", due, retrievability: 0.87, times: 2 }];
  expect(practiceText(plan, catalogue, due)).toContain(
    "87 % likely still known, used 2 times; read: `arena hint einsum`; again: `arena reset katas/einsum`, then `arena start einsum --seed 20261128`",
  );
});
