import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { arena, root } from "./arena.ts";

const RIGHT = readFileSync(join(root, "exercises", "0.2-cnns", "relu", "solution.ts"), "utf8");
const WRONG = RIGHT.replace(/return .*;/, "return x.abs();");
const during = (code: string) => RIGHT.replace(/return /, `${code}\n    return `);

function folderWith(answers: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "arena cohört "));
  for (const [who, text] of Object.entries(answers)) {
    const path = join(folder, who, "01-relu.ts");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

const scratchFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("arena-scratch-"));

interface Report {
  readonly seed: number;
  readonly finished: boolean;
  readonly submissions: readonly { readonly who: string; readonly verdict: string; readonly seed: number }[];
}

const verdicts = ({ submissions }: Report) =>
  Object.fromEntries(submissions.map(({ who, verdict }) => [who, verdict]));
const reportIn = (path: string): Report => JSON.parse(readFileSync(path, "utf8"));

/** Each would pass if it could: what it does besides must not help it, nor harm anybody else. */
const HOSTILE: Readonly<Record<string, string>> = {
  "endless-loop": during("while (true) {}"),
  "endless-promise": during("const never: any = new Promise(() => {}); return never;"),
  "endless-output": during('for (;;) console.log("x".repeat(1000));'),
  "memory-bomb": during("const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(1));"),
  "polite-exit": during("process.exit(0);"),
  abort: during("process.abort();"),
  "kills-its-parent": during('process.kill(process.ppid, "SIGKILL");'),
  "throws-a-word": during('throw "word";'),
  "patches-the-language": during("Array.prototype.every = () => true; Math.abs = () => 0; return x.neg();"),
  "reads-the-solution": `const { readFileSync } = await import("node:fs");\nexport const ReLU = readFileSync(${JSON.stringify(join(root, "exercises", "0.2-cnns", "relu", "solution.ts"))}, "utf8");`,
  "imports-a-neighbour": 'export { ReLU } from "../right/01-relu.ts";',
  "imports-the-harness": 'export { room as ReLU } from "arena/grader";',
  "starts-a-process": 'import { execSync } from "node:child_process";\nexport const ReLU = execSync("id");',
  "writes-outside": during(
    `require("node:fs").writeFileSync(${JSON.stringify(join(tmpdir(), "arena-was-here"))}, "x");`,
  ),
  "reaches-the-network": during('fetch("http://127.0.0.1:9/");'),
  "nests-without-end": `${RIGHT}\nexport const a = ${"[".repeat(30_000)}${"]".repeat(30_000)};`,
  "asks-the-server": 'export { ReLU } from "/@id//exercises/0.2-cnns/relu/solution.ts";',
  "evaluates-in-parentheses": `export const { ReLU } = await (eval as any)("__vite_ssr_" + "dynamic_import__")(${JSON.stringify(join(root, "exercises", "0.2-cnns", "relu", "solution.ts"))});`,
  binary: "\u0000\u0001\u0002\ufffd".repeat(100),
  empty: "",
};

describe("a folder of submissions", () => {
  test("everybody gets a verdict, and the reports agree", async () => {
    const folder = folderWith({ right: RIGHT, wrong: WRONG, torn: RIGHT.slice(0, 60) });
    const out = mkdtempSync(join(tmpdir(), "arena-out-"));
    const [json, junit, csv] = ["g.json", "g.xml", "g.csv"].map((name) => join(out, name)) as [
      string,
      string,
      string,
    ];
    const { exitCode, stdout } = await arena([
      "grade",
      folder,
      "--json",
      json,
      "--junit",
      junit,
      "--csv",
      csv,
    ]);
    expect(exitCode).toBe(1);
    expect(verdicts(reportIn(json))).toEqual({ right: "passed", wrong: "failed", torn: "could-not-load" });
    expect(stdout).toContain("3 graded, 1 passed, 1 not passed, 1 do not load.");
    expect(readFileSync(csv, "utf8").trim().split("\n")).toHaveLength(4);
    expect(readFileSync(junit, "utf8").match(/<testsuite /g)).toHaveLength(3);
  }, 60_000);

  test("hostile answers harm neither the rest nor the machine, and none of them passes", async () => {
    const folder = folderWith({
      ...HOSTILE,
      right: RIGHT,
      "writes-its-scratch": during('require("node:fs").writeFileSync("x", "1");'),
    });
    const before = scratchFolders();
    const { stdout } = await arena(["grade", folder, "--json", "-", "--jobs", "2"]);
    const { right, "writes-its-scratch": scratch, ...hostile } = verdicts(JSON.parse(stdout));
    expect([right, scratch]).toEqual(["passed", "passed"]);
    expect(Object.keys(hostile).toSorted()).toEqual(Object.keys(HOSTILE).toSorted());
    expect(
      Object.entries(hostile).filter(([, verdict]) => verdict === "passed" || verdict === "could-not-grade"),
    ).toEqual([]);
    expect(existsSync(join(tmpdir(), "arena-was-here"))).toBe(false);
    expect(scratchFolders()).toEqual(before);
  }, 240_000);

  test("a batch that was killed goes on where it was, with the same seed", async () => {
    const answers = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`p${n}`, n % 2 ? WRONG : RIGHT]));
    const folder = folderWith(answers);
    const journal = join(folder, ".arena-grades.jsonl");
    const killed = execa(process.execPath, [join(root, "bin", "arena.js"), "grade", folder, "--jobs", "1"], {
      reject: false,
      stdin: "ignore",
    });
    while (!existsSync(journal) || readFileSync(journal, "utf8").split("\n").length < 4) await delay(20);
    killed.kill("SIGKILL");
    await killed;
    writeFileSync(journal, `${readFileSync(journal, "utf8")}{"who":"torn`);
    const { stdout, stderr } = await arena(["grade", folder, "--json", "-", "--jobs", "2"]);
    const report: Report = JSON.parse(stdout);
    expect(stderr).toMatch(/[2-7] were graded before and are unchanged/);
    expect(report.submissions).toHaveLength(8);
    expect(new Set(report.submissions.map(({ seed }) => seed))).toEqual(new Set([report.seed]));
    expect(verdicts(report)).toEqual(
      Object.fromEntries(Object.keys(answers).map((who, n) => [who, n % 2 ? "failed" : "passed"])),
    );
  }, 120_000);

  test("a batch that goes on grades those anew whose helpers have changed since", async () => {
    const answer = RIGHT.replace(/tf\.maximum\(x, 0\)|x\.maximum\(0\)/, "x.maximum(zero)");
    const text = `import { zero } from "./lib/zero.ts";\n${answer}`;
    const folder = folderWith({ ada: text, bob: text, cyd: text });
    const helper = (who: string, value: number) => {
      mkdirSync(join(folder, who, "lib"), { recursive: true });
      writeFileSync(join(folder, who, "lib", "zero.ts"), `export { zero } from "./value.cjs";`);
      writeFileSync(join(folder, who, "lib", "value.cjs"), `exports.zero = ${value};`);
    };
    const run = async () => {
      const { stderr } = await arena(["grade", folder, "--json", join(folder, "report.json")]);
      return { ...verdicts(reportIn(join(folder, "report.json"))), stderr };
    };
    helper("ada", 1);
    helper("bob", 1);
    expect(await run()).toMatchObject({ ada: "failed", bob: "failed", cyd: "could-not-load" });
    helper("ada", 0);
    helper("cyd", 0);
    expect(await run()).toMatchObject({
      ada: "passed",
      bob: "failed",
      cyd: "passed",
      stderr: expect.stringContaining("1 were graded before"),
    });
  });

  test("Ctrl-C stops it with what is graded so far, and says how to go on", async () => {
    const folder = folderWith(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`p${n}`, RIGHT])));
    const json = join(folder, "g.json");
    const running = execa(
      process.execPath,
      [join(root, "bin", "arena.js"), "grade", folder, "--jobs", "1", "--json", json],
      { reject: false, stdin: "ignore" },
    );
    const journal = join(folder, ".arena-grades.jsonl");
    while (!existsSync(journal) || readFileSync(journal, "utf8").split("\n").length < 4) await delay(20);
    running.kill("SIGINT");
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/Stopped: \d+ of 12 are graded\. The same command goes on from here\./);
    expect(reportIn(json).finished).toBe(false);
    expect(reportIn(json).submissions.length).toBeGreaterThan(1);
  }, 60_000);

  test("an answer that knows the usual inputs by heart does not pass: a batch has inputs of its own", async () => {
    const folder = folderWith({ right: RIGHT });
    const seeds = new Set<number>();
    for (const args of [[], ["--fresh"]]) {
      const { stdout } = await arena(["grade", folder, "--json", "-", ...args]);
      seeds.add(JSON.parse(stdout).seed);
    }
    expect(seeds.size).toBe(2);
    expect(seeds.has(0)).toBe(false);
    expect(readdirSync(folder).filter((name) => /^\.arena-grades\..+\.jsonl$/.test(name))).toHaveLength(1);
  }, 60_000);

  test("an empty folder and a wrong number get a sentence", async () => {
    const empty = await arena(["grade", folderWith({})]);
    expect([empty.exitCode, empty.stderr]).toEqual([2, expect.stringContaining("There is no answer in")]);
    const jobs = await arena(["grade", folderWith({ right: RIGHT }), "--jobs", "many"]);
    expect([jobs.exitCode, jobs.stderr]).toEqual([2, expect.stringContaining("--jobs takes a whole number")]);
  });
});
