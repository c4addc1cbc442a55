import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTypeChecker, type TypeChecker, type TypesOutcome } from "../../src/grading/types/index.ts";

const root = resolve(import.meta.dirname, "../..");

const SETTINGS = {
  compilerOptions: {
    target: "es2024",
    lib: ["es2024", "esnext.disposable"],
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    useDefineForClassFields: false,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    typeRoots: [join(root, "node_modules/@types")],
    types: ["node"],
    paths: { "arena/tools": [join(root, "src/tools/index.ts")] },
  },
};

const RIGHT = `import { tf } from "arena/tools";

export function relu(x: tf.Tensor): tf.Tensor {
  return tf.maximum(x, 0);
}
`;
const WRONG = RIGHT.replace("tf.maximum(x, 0)", "tf.maximum(x, 0).dataSync()");

let workspace: string;
let answer: string;
let checker: TypeChecker;

beforeEach(() => {
  workspace = join(mkdtempSync(join(realpathSync(tmpdir()), "arena-types-")), "my answers 🐱");
  answer = join(workspace, "0.2-cnns", "01-relu.ts");
  mkdirSync(dirname(answer), { recursive: true });
  writeFileSync(join(workspace, "tsconfig.json"), JSON.stringify(SETTINGS));
  writeFileSync(join(workspace, "package.json"), '{ "type": "module" }');
  writeFileSync(answer, RIGHT);
  checker = startTypeChecker(workspace);
});

afterEach(async () => {
  await checker.stop();
  rmSync(dirname(workspace), { recursive: true, force: true });
});

const CLEAN = { kind: "clean", milliseconds: expect.any(Number) };

function errorsOf(outcome: TypesOutcome) {
  if (outcome.kind !== "errors") throw new Error(`expected type errors, not ${JSON.stringify(outcome)}`);
  return outcome.errors;
}

/** Process ids of the type checkers that a process has started. */
function checkersOf(parent: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  const children = rows.map((row) => row.trim().split(/\s+/)).filter(([, ppid]) => Number(ppid) === parent);
  return children
    .filter(([, , state, ...args]) => args.includes("--lsp") && !state?.startsWith("Z"))
    .map(([pid]) => Number(pid));
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

// --- what a learner is told --------------------------------------------------------------------------------

test("an answer whose types fit is clean", async () => {
  expect(await checker.check(answer, RIGHT)).toEqual(CLEAN);
});

test("an error is told with line and column, as editors count them", async () => {
  const [error, ...others] = errorsOf(await checker.check(answer, WRONG));
  expect(others).toEqual([]);
  expect(error).toMatchObject({ line: 4, column: 3 });
  expect(error?.message).toContain("is not assignable to type 'Tensor<Rank>'");
});

test("columns count a cat as two, as VS Code does, and lines may end in CRLF", async () => {
  const [error] = errorsOf(
    await checker.check(answer, 'const a = 1;\r\nconst cat = "🐱"; const b: string = a;\r\n'),
  );
  expect(error).toMatchObject({ line: 2, column: 25 });
});

test("the text that is handed over is checked, not what is on the disk", async () => {
  writeFileSync(answer, WRONG);
  expect(await checker.check(answer, RIGHT)).toEqual(CLEAN);
  writeFileSync(answer, RIGHT);
  expect(errorsOf(await checker.check(answer, WRONG))).toHaveLength(1);
});

test("of nested reasons the first two lines are told, and no line is endless", async () => {
  const choices = Array.from({ length: 80 }, (_, index) => `"choice number ${index}"`).join(" | ");
  const nested = `
    interface Inner { readonly value: { readonly deep: { readonly deeper: number } } }
    const inner: Inner = { value: { deep: { deeper: 1 } } } as { value: { deep: { deeper: string } } };
    const literal: ${choices} = "none of these" as const;
  `;
  const [first, second] = errorsOf(await checker.check(answer, nested));
  expect(first?.message.split("\n")).toHaveLength(2);
  for (const line of `${first?.message}\n${second?.message}`.split("\n"))
    expect(line.length).toBeLessThanOrEqual(240);
});

test("what Python allows gets what to write instead, in place of the first reason", async () => {
  const lines: [line: string, instead: string][] = [
    ["x + 1;", "a.add(b)"],
    ["x - 1;", "a.sub(b)"],
    ["x > 0;", "x.greater(0)"],
    ["x[0];", "index(x, 0)"],
    ["x.T;", "x.transpose()"],
    ["x.clamp(0);", "x.clipByValue(low, high)"],
    ["torch.relu(x);", 'import { einsum, tf } from "arena/tools";'],
    ["x.sum(dim = 1);", "x.sum(1, true)"],
    ["const matrix: tf.Tensor2D = x;", "grading does not mind. `x as tf.Tensor2D` tells it"],
    ["((one: tf.Scalar) => one)(x);", "`x as tf.Scalar`"],
  ];
  const code = lines.map(([line]) => line).join("\n");
  const errors = errorsOf(
    await checker.check(answer, `import { tf } from "arena/tools"; declare const x: tf.Tensor;\n${code}`),
  );
  for (const [i, [line, instead]] of lines.entries())
    expect(errors.find((error) => error.line === i + 2)?.message.split("\n")[1], line).toContain(instead);
  const asType = await checker.check(answer, `import { type tf } from "arena/tools";\ntf.ones([1]);`);
  expect(errorsOf(asType)[0]?.message).toContain("Take the word `type` out of the import");
});

test("no path of the installation is in a sentence", async () => {
  const code = 'import { nn, tf } from "arena/tools";\ntf.matmul();\nnew nn.linear(2, 3);\n';
  const [matmul, linear] = errorsOf(await checker.check(answer, code));
  expect(matmul?.message).toContain("does not exist on type 'typeof tf'");
  expect(linear?.message).toContain("does not exist on type 'typeof nn'");
});

test("what is unused is no error, and errors in other files are not told", async () => {
  writeFileSync(join(dirname(answer), "02-other.ts"), "export const broken: string = 1;");
  expect(await checker.check(answer, `import "./02-other.ts"; const unused = 1; ${RIGHT}`)).toEqual(CLEAN);
});

test("a syntax error is told too", async () => {
  expect(errorsOf(await checker.check(answer, "export const a = ;"))[0]).toMatchObject({
    line: 1,
    column: 18,
  });
});

test("a helper of the learner's own that was saved since the last check counts as it is now", async () => {
  const helper = join(dirname(answer), "helper.ts");
  const text = 'import { half } from "./helper.ts";\nexport const quarter: number = half(0.5);\n';
  expect(errorsOf(await checker.check(answer, text))[0]?.message).toContain(
    "Cannot find module './helper.ts'",
  );
  writeFileSync(helper, "export const half = (x: number) => x / 2;");
  expect(await checker.check(answer, text)).toEqual(CLEAN);
  writeFileSync(helper, "export const half = (x: number) => String(x / 2);");
  expect(errorsOf(await checker.check(answer, text))[0]).toMatchObject({ line: 2 });
  rmSync(helper);
  expect(errorsOf(await checker.check(answer, text))[0]?.message).toContain(
    "Cannot find module './helper.ts'",
  );
});

test("one checker serves room after room", async () => {
  const next = join(workspace, "0.3-resnets", "01-block.ts");
  mkdirSync(dirname(next));
  writeFileSync(next, WRONG);
  expect(await checker.check(answer, RIGHT)).toEqual(CLEAN);
  expect(await checker.check(next, RIGHT)).toEqual(CLEAN);
  expect(errorsOf(await checker.check(next, WRONG))).toHaveLength(1);
  expect(await checker.check(answer, RIGHT)).toEqual(CLEAN);
});

test("fields that are only declared are what they are in the learner's settings", async () => {
  const text = "class A { x: number; constructor() { this.x = 1; } }\nexport const y: string = new A().x;\n";
  expect(errorsOf(await checker.check(answer, text)).map(({ line }) => line)).toEqual([2]);
});

test("a workspace that is reached by a link is checked by its own settings", async () => {
  const link = join(dirname(workspace), "link");
  symlinkSync(workspace, link);
  const linked = startTypeChecker(link);
  expect(await linked.check(join(link, "0.2-cnns", "01-relu.ts"), RIGHT)).toEqual(CLEAN);
  await linked.stop();
});

// --- many checks -------------------------------------------------------------------------------------------

test("a newer check supersedes an older one, also while the checker starts", async () => {
  for (const round of ["cold", "warm"]) {
    const outcomes = await Promise.all(
      [WRONG, WRONG, RIGHT].map((text) => checker.check(answer, `${text}// ${round}`)),
    );
    expect(outcomes).toEqual([{ kind: "superseded" }, { kind: "superseded" }, CLEAN]);
  }
});

test("a warm check takes tens of milliseconds", async () => {
  await checker.check(answer, RIGHT);
  const times: number[] = [];
  for (let save = 0; save < 15; save++) {
    const outcome = await checker.check(answer, `${save % 2 === 0 ? WRONG : RIGHT}// ${save}`);
    expect(outcome.kind).toBe(save % 2 === 0 ? "errors" : "clean");
    if ("milliseconds" in outcome) times.push(outcome.milliseconds);
  }
  const median = times.sort((a, b) => a - b)[7] ?? Number.NaN;
  console.log(`warm check: median ${median.toFixed(1)} ms, largest ${times.at(-1)?.toFixed(1)} ms`);
  expect(median).toBeLessThan(500);
});

// --- the checker's own life --------------------------------------------------------------------------------

test("nothing runs before the first check, nor after stop()", async () => {
  expect(checkersOf(process.pid)).toEqual([]);
  await checker.check(answer, RIGHT);
  expect(checkersOf(process.pid)).toHaveLength(1);
  const pending = checker.check(answer, WRONG);
  await checker.stop();
  expect(checkersOf(process.pid)).toEqual([]);
  expect(await pending).toEqual({ kind: "superseded" });
  expect(await checker.check(answer, RIGHT)).toEqual({
    kind: "unavailable",
    why: "The type checker was stopped.",
  });
});

test("a checker that died between two checks is replaced, as often as it takes", async () => {
  for (let round = 0; round < 3; round++) {
    expect(await checker.check(answer, RIGHT)).toEqual(CLEAN);
    for (const pid of checkersOf(process.pid)) process.kill(pid, "SIGKILL");
    await sleep(50);
  }
  expect(errorsOf(await checker.check(answer, WRONG))).toHaveLength(1);
});

test("a checker that dies twice within a check is given up, with a sentence", async () => {
  const outcome = checker.check(answer, RIGHT);
  for (let kills = 0; kills < 2; ) {
    for (const pid of checkersOf(process.pid)) kills += Number(process.kill(pid, "SIGKILL"));
    await sleep(10);
  }
  const why =
    "Types are not checked any more: TypeScript's checker ended twice (SIGKILL). Grading goes on without it.";
  expect(await outcome).toEqual({ kind: "unavailable", why });
  expect(await checker.check(answer, RIGHT)).toEqual({ kind: "unavailable", why });
  expect(checkersOf(process.pid)).toEqual([]);
});

test("a checker that does not answer in time is given up too", async () => {
  const hasty = startTypeChecker(workspace, { budget: 1 });
  const outcome = await hasty.check(answer, RIGHT);
  expect(outcome).toMatchObject({ kind: "unavailable", why: expect.stringContaining("no answer within") });
  expect(checkersOf(process.pid)).toEqual([]);
});

test("without a compiler or settings types are unavailable, and the sentence says what to do", async () => {
  const compiler = join(workspace, "no-such-tsc");
  const without = startTypeChecker(workspace, { compiler });
  expect(await without.check(answer, RIGHT)).toMatchObject({
    kind: "unavailable",
    why: expect.stringContaining("ENOENT"),
  });
  rmSync(join(workspace, "tsconfig.json"));
  const settings = join(workspace, "tsconfig.json");
  const why = `Types are not checked: ${settings} is missing. \`arena start\` puts it back.`;
  expect(await checker.check(answer, RIGHT)).toEqual({ kind: "unavailable", why });
  writeFileSync(settings, JSON.stringify(SETTINGS));
  expect(await checker.check(answer, RIGHT)).toEqual(CLEAN);
});

test("the checker ends when the tutor is killed, even in the midst of a check", async () => {
  const script = `
    import { startTypeChecker } from ${JSON.stringify(join(root, "src/grading/types/index.ts"))};
    const checker = startTypeChecker(process.argv[1]);
    console.log((await checker.check(process.argv[2], "export {};")).kind);
    for (let save = 0; ; save++) await checker.check(process.argv[2], "export {}; // " + save);
  `;
  const tutor = spawn(process.execPath, ["--input-type=module", "-e", script, workspace, answer], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [word] = await new Promise<string[]>((heard) =>
    tutor.stdout.once("data", (chunk) => heard(String(chunk).split("\n"))),
  );
  expect(word).toBe("clean");
  const [orphan] = checkersOf(tutor.pid as number);
  expect(isAlive(orphan as number)).toBe(true);
  tutor.kill("SIGKILL");
  await expect.poll(() => isAlive(orphan as number), { timeout: 3000 }).toBe(false);
});
