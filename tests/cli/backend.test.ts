import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { arena, home, root } from "./arena.ts";

const solution = readFileSync(join(root, "exercises/0.2-cnns/relu/solution.ts"), "utf8");

/** On every machine alike: the library of tensorflow is looked for where nothing is. */
const NO_LIBRARY = { ARENA_TENSORFLOW_BINDING: join(root, "no", "such", "library.node") };
const NOT_THERE = /^The backend tensorflow is not there: .*no file is.*`arena doctor`.*--backend/;

let cwd = "";

beforeAll(async () => {
  cwd = home();
  await arena(["start", "0.2", "--no-watch"], { cwd });
  writeFileSync(join(cwd, "arena-workspace", "0.2-cnns", "01-relu.ts"), solution);
  const submissions = ["ada", "emmy"].map((who) => join(cwd, "submissions", who));
  for (const folder of submissions) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "01-relu.ts"), solution);
  }
});

describe("a backend that is not there", () => {
  const commands = [
    ["grade", "0.2/relu"],
    ["grade", "0.2/relu", "--json", "-"],
    ["grade", "submissions"],
    ["replay", "0.2/relu", "elementwise-maximum/nothing-but-negatives"],
    ["show", "0.2/relu"],
    ["watch"],
    ["start", "0.2"],
  ];

  test.each(commands)(
    "arena %s %s … says what, why and what to type",
    { timeout: 60_000 },
    async (...args) => {
      const { exitCode, stderr, stdout } = await arena([...args, "--backend", "tensorflow"], {
        cwd,
        env: NO_LIBRARY,
      });
      expect(stderr).toMatch(NOT_THERE);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      expect(`${stdout}${stderr}`).not.toMatch(/fault|internal|could not (be )?grade/i);
      expect(exitCode).toBe(2);
    },
  );

  test("named by ARENA_BACKEND: the same", { timeout: 60_000 }, async () => {
    const env = { ...NO_LIBRARY, ARENA_BACKEND: "tensorflow" };
    const { exitCode, stderr } = await arena(["grade", "0.2/relu"], { cwd, env });
    expect(stderr).toMatch(NOT_THERE);
    expect(exitCode).toBe(2);
  });
});

describe("arena doctor", () => {
  test.each([
    [["doctor", "--backend", "tensorflow"], /no {2}tensorflow .*no file is/],
    [["doctor"], /There is no backend called "cuda"/],
  ])("arena %j of a backend that is not to be had: why, and that another may be", async (args, why) => {
    const env = { ...NO_LIBRARY, ARENA_BACKEND: "cuda" };
    const { stdout, exitCode } = await arena(args, { cwd, env });
    expect(stdout).toMatch(why);
    expect(stdout).toContain("With this choice nothing can be graded; without --backend");
    expect(stdout).not.toContain("No backend works");
    expect(exitCode).toBe(1);
  });
});

describe("a backend that does not exist", () => {
  const LIST = "There are tensorflow, webgpu, wasm and cpu; auto takes the fastest that works.";

  test.each([
    ["cuda", "tensorflow"],
    ["gpu", "tensorflow"],
    ["tf", "tensorflow"],
    ["wgpu", "webgpu"],
    ["wasn", "wasm"],
  ])("--backend %s: did you mean %s?", async (typed, meant) => {
    const { exitCode, stderr } = await arena(["grade", "0.2/relu", "--backend", typed], { cwd });
    expect(stderr).toBe(`There is no backend "${typed}". Did you mean ${meant}? ${LIST}`);
    expect(exitCode).toBe(2);
  });

  test("like nothing there is: the list alone", async () => {
    const { stderr } = await arena(["grade", "0.2/relu", "--backend", "abacus"], { cwd });
    expect(stderr).toBe(`There is no backend "abacus". ${LIST}`);
  });

  test.each([[["grade", "0.2/relu"]], [["watch"]], [["start", "0.2"]]])(
    "ARENA_BACKEND=cuda arena %j says where the name comes from",
    async (args) => {
      const { exitCode, stderr } = await arena(args, { cwd, env: { ARENA_BACKEND: "cuda" } });
      expect(stderr).toBe(
        `There is no backend "cuda", which ARENA_BACKEND names. Did you mean tensorflow? ${LIST}`,
      );
      expect(exitCode).toBe(2);
    },
  );

  test("commands that start none do not care", async () => {
    const { exitCode } = await arena(["list"], { cwd, env: { ARENA_BACKEND: "cuda" } });
    expect(exitCode).toBe(0);
  });
});
