import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, describe, expect, test } from "vitest";
import { ON_DEVICE } from "../webgpu/on-device.ts";
import { Terminal, type TerminalOptions } from "./terminal.ts";

const root = join(import.meta.dirname, "..", "..");
const solution = readFileSync(join(root, "exercises/0.2-cnns/relu/solution.ts"), "utf8");
const wrong = solution.replace("maximum", "minimum");
const looping = solution.replace("return", "for (;;) {} return");
const PASSED = /passed/i;

const open: Terminal[] = [];
afterEach(async () => {
  for (const terminal of open.splice(0)) {
    terminal.kill("SIGKILL");
    await terminal.exited;
  }
});

function home(): string {
  return mkdtempSync(join(tmpdir(), "arena wörk "));
}

function start(
  cwd: string,
  args: readonly string[] = ["start", "0.2"],
  options: Partial<TerminalOptions> = {},
): Terminal {
  const terminal = new Terminal(args, { cwd, ...options });
  open.push(terminal);
  return terminal;
}

const answerIn = (cwd: string) => join(cwd, "arena-workspace", "0.2-cnns", "01-relu.ts");

async function graded(terminal: Terminal): Promise<void> {
  await terminal.waitFor(/not yet|nothing written yet/i, 30_000);
}

async function progressOf(
  cwd: string,
): Promise<{ rooms: { room: string; passedAt?: string; attempts: number }[] }> {
  const { stdout } = await execa(
    process.execPath,
    [join(root, "bin/arena.js"), "progress", "--json", "--workspace", join(cwd, "arena-workspace")],
    { cwd },
  );
  return JSON.parse(stdout);
}

describe.skipIf(!process.env.ARENA_TEST_WEBGPU)("a webgpu device that is lost while an answer runs", () => {
  const sentence =
    "The backend webgpu failed (its device was lost: device was destroyed), so this is graded on wasm.";
  const losing = solution
    .replace("type tf", "tf")
    .replace("return", `${ON_DEVICE} onDevice((device) => device.destroy());\n    return`);
  const env = Object.fromEntries(
    ["LD_LIBRARY_PATH", "VK_ICD_FILENAMES", "VK_DRIVER_FILES"].map((name) => [name, process.env[name] ?? ""]),
  );

  test.each([
    ["by Ink", [], /is passed/],
    ["in plain lines", ["--plain"], /Passed: 10 of 10/],
  ] as const)("is told %s, and the room is passed on wasm", { timeout: 130_000 }, async (_, more, passed) => {
    const cwd = home();
    const terminal = start(cwd, ["start", "0.2", "--backend", "webgpu", ...more], { env, columns: 110 });
    await terminal.waitFor(/not yet/i, 60_000);
    writeFileSync(answerIn(cwd), losing);
    const screen = await terminal.waitFor(passed, 60_000);
    expect(screen).toContain(sentence);
    expect(screen).toMatch(/\bwasm\b/);
  });
});

describe("a learner in a terminal", () => {
  test("starts a section, saves a wrong answer, then a right one, and leaves through the next door", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    expect(terminal.isFullScreen).toBe(true);
    writeFileSync(answerIn(cwd), wrong);
    const failing = await terminal.waitFor(/values differ/i);
    expect(failing).toMatch(/expected/i);
    writeFileSync(answerIn(cwd), solution);
    await terminal.waitFor(/is passed/);
    terminal.type("n");
    await terminal.waitFor("Linear");
    terminal.type("q");
    expect((await terminal.exited).exitCode).toBe(0);
    expect(terminal.isFullScreen).toBe(false);
    expect((await progressOf(cwd)).rooms.find(({ room }) => room === "0.2/relu")?.passedAt).toBeTruthy();
  });

  test("does a kata with a seed of its own, and n leads back to the room that was left for it", async () => {
    const cwd = home();
    await execa(process.execPath, [join(root, "bin/arena.js"), "start", "0.2/linear", "--no-watch"], { cwd });
    const terminal = start(cwd, ["start", "einsum", "--seed", "7"]);
    await graded(terminal);
    const kata = readFileSync(join(root, "exercises/katas/einsum/solution.ts"), "utf8");
    writeFileSync(join(cwd, "arena-workspace/katas/einsum.ts"), kata);
    const passed = await terminal.waitFor(/is passed/);
    expect(passed).toContain("Back into the dungeon");
    expect(passed).toContain("0.2/linear");
    expect(passed).toMatch(/1 of \d+ katas/);
    terminal.type("p");
    await terminal.waitFor("No door leads to a kata");
    terminal.type("n");
    await terminal.waitFor("02-linear.ts");
    terminal.type("q");
    await terminal.exited;
  });

  test("is shown a loop as a time-out, and the next save at once", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    writeFileSync(answerIn(cwd), looping);
    await terminal.waitFor(/time-?out|never ends/i, 20_000);
    writeFileSync(answerIn(cwd), solution);
    await terminal.waitFor(/is passed/, 5000);
  });

  test("sees a syntax error with its line, and a deleted file until it comes back", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    writeFileSync(answerIn(cwd), `${solution}\nconst = 1;\n`);
    await terminal.waitFor("const = 1;");
    rmSync(answerIn(cwd));
    await terminal.waitFor(/gone|deleted|not there/i);
    writeFileSync(`${answerIn(cwd)}.tmp`, solution);
    renameSync(`${answerIn(cwd)}.tmp`, answerIn(cwd));
    await terminal.waitFor(/is passed/);
  });

  test("asks for hints, a technique's page, the map and help, and gets back", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    terminal.type("h");
    await terminal.waitFor(/question/i);
    terminal.type("t");
    await terminal.waitFor("What it solves");
    terminal.type("q");
    terminal.type("m");
    await terminal.waitFor("you are here");
    terminal.type("m");
    terminal.type("?");
    await terminal.waitFor(/archived/i);
    terminal.type("q");
    await terminal.waitFor("What could help");
  });

  test("presses Ctrl-C: the terminal is as it was", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    terminal.type("\u0003");
    expect((await terminal.exited).exitCode).toBe(0);
    expect(terminal.isFullScreen).toBe(false);
  });

  test.each([
    [40, 20],
    [30, 20],
    [80, 24],
    [120, 40],
  ])("has %i columns and %i rows: no line is cut or wraps", async (columns, rows) => {
    const cwd = home();
    const terminal = start(cwd, ["start", "0.2"], { columns, rows });
    await graded(terminal);
    writeFileSync(answerIn(cwd), solution);
    await terminal.waitFor(PASSED);
  });
});

describe("what must never be lost", () => {
  test("a pass survives kill -9 right after it is shown", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    writeFileSync(answerIn(cwd), solution);
    await terminal.waitFor(/is passed/);
    terminal.kill("SIGKILL");
    await terminal.exited;
    expect((await progressOf(cwd)).rooms.find(({ room }) => room === "0.2/relu")?.passedAt).toBeTruthy();
    expect(readFileSync(answerIn(cwd), "utf8")).toBe(solution);
  });

  test("two windows on one workspace both record", async () => {
    const cwd = home();
    const first = start(cwd);
    await graded(first);
    const second = start(cwd, ["watch", "0.2/linear", "--workspace", join(cwd, "arena-workspace")]);
    await graded(second);
    writeFileSync(answerIn(cwd), solution);
    writeFileSync(
      join(cwd, "arena-workspace", "0.2-cnns", "02-linear.ts"),
      readFileSync(join(root, "exercises/0.2-cnns/linear/solution.ts"), "utf8"),
    );
    await first.waitFor(/is passed/);
    await second.waitFor(/is passed/);
    const { rooms } = await progressOf(cwd);
    expect(
      rooms
        .filter(({ passedAt }) => passedAt)
        .map(({ room }) => room)
        .sort(),
    ).toEqual(["0.2/linear", "0.2/relu"]);
  });

  test("starting again keeps the answer", async () => {
    const cwd = home();
    const terminal = start(cwd);
    await graded(terminal);
    writeFileSync(answerIn(cwd), solution);
    await terminal.waitFor(/is passed/);
    terminal.type("q");
    await terminal.exited;
    const { stdout } = await execa(
      process.execPath,
      [join(root, "bin/arena.js"), "start", "0.2", "--no-watch"],
      { cwd },
    );
    expect(stdout).toContain("kept");
    expect(readFileSync(answerIn(cwd), "utf8")).toBe(solution);
  });
});

describe("without a terminal", () => {
  test("watch prints plain lines and no escape codes, and ends politely on SIGTERM", async () => {
    const cwd = home();
    const watch = execa(process.execPath, [join(root, "bin/arena.js"), "start", "0.2"], {
      cwd,
      reject: false,
      buffer: false,
    });
    let text = "";
    watch.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    await expect.poll(() => text, { timeout: 30_000 }).toMatch(/not yet/i);
    writeFileSync(answerIn(cwd), solution);
    await expect.poll(() => text, { timeout: 15_000 }).toMatch(/Passed: /);
    watch.kill("SIGTERM");
    expect((await watch).exitCode).toBe(0);
    expect(text).not.toContain("\u001b");
    expect(existsSync(answerIn(cwd))).toBe(true);
  });
});
