import { appendFileSync, rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { relu, right } from "./answers.ts";
import { inOneTutor } from "./one-tutor.ts";
import { type Losses, NOTHING_LOST, type Scenario, wrongVerdict } from "./scenario.ts";
import { PASSED, type Tutor } from "./tutor.ts";

/** An answer, and whether it does what is asked in spite of how it behaves. */
type Misbehaviour = readonly [
  what: string,
  answer: () => string,
  expected: "passes" | "fails",
  tries: number,
];

const inForward = (what: string, code: string, tries = 6): Misbehaviour => [
  what,
  () => relu(code),
  "fails",
  tries,
];

/** Takes as long as a room's budget allows: few tries are enough. */
const SLOW = 2;

const MISBEHAVIOURS: readonly Misbehaviour[] = [
  inForward("an endless loop", "for (;;) {}", SLOW),
  ["an endless loop at the top", () => relu("return x.maximum(0);", "for (;;) {}"), "fails", SLOW],
  inForward(
    "an endless loop of promises",
    "const spin = (): Promise<never> => Promise.resolve().then(spin); void spin(); return x;",
    SLOW,
  ),
  [
    "an endless promise at the top",
    () => relu("return x.maximum(0);", "await new Promise(() => {});"),
    "fails",
    6,
  ],
  inForward("an endless regular expression", 'return /^(a+)+$/.test("a".repeat(40)) ? x : x;', SLOW),
  inForward("endless recursion", "return this.forward(x);"),
  [
    "output without end from a right answer",
    () => relu('for (let i = 0; i < 20_000; i++) console.log("x".repeat(80)); return x.maximum(0);'),
    "passes",
    10,
  ],
  inForward("endless output", 'for (;;) console.log("x".repeat(80));', SLOW),
  [
    "escape codes from a right answer",
    () =>
      relu(
        'console.log("\\u001b[2J\\u001b[?1049l\\u001b]0;mine\\u0007\\u001bc ─ ✗ 0 of 10"); return x.maximum(0);',
      ),
    "passes",
    10,
  ],
  inForward(
    "a memory bomb of objects",
    "const hoard: object[] = []; for (;;) hoard.push({ hoard, more: [1, 2, 3] });",
    SLOW,
  ),
  inForward(
    "a memory bomb of typed arrays",
    "const hoard: Float64Array[] = []; for (;;) hoard.push(new Float64Array(1e6).fill(1));",
    SLOW,
  ),
  inForward(
    "a memory bomb of tensors",
    "const hoard: unknown[] = []; for (;;) hoard.push(tf.ones([1000, 1000]));",
    SLOW,
  ),
  inForward("a string that doubles", 'let s = "x"; for (;;) s += s;'),
  inForward("process.exit(0)", "process.exit(0);"),
  inForward("process.reallyExit(0)", "(process as any).reallyExit(0); return x;"),
  inForward("process.abort()", "process.abort();"),
  inForward("a kill of itself", 'process.kill(process.pid, "SIGKILL"); return x;'),
  inForward("a kill of the tutor", "try { process.kill(process.ppid, 9); } catch {} return x.minimum(0);"),
  ["process.exit at the top", () => relu("return x.maximum(0);", "process.exit(0);"), "fails", 6],
  [
    "an exit handler that ends with 0",
    () => relu("process.exit(1);", 'process.on("exit", () => { process.exitCode = 0; });'),
    "fails",
    10,
  ],
  inForward("a thrown undefined", "throw undefined;"),
  inForward("a thrown string", 'throw "a pass";'),
  inForward("a thrown null prototype", "throw Object.create(null);"),
  inForward(
    "a thrown proxy that throws",
    "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });",
  ),
  inForward(
    "an error whose message throws",
    'const e = new Error(); Object.defineProperty(e, "message", { get() { throw 3; } }); Object.defineProperty(e, "stack", { get() { throw 4; } }); throw e;',
  ),
  inForward("an error without end", 'throw new Error("x".repeat(50_000_000));'),
  [
    "an unhandled rejection",
    () => relu("return x.maximum(0);", 'Promise.reject(new Error("nobody waits"));'),
    "fails",
    10,
  ],
  ["a rejection with undefined", () => relu("return x.maximum(0);", "Promise.reject();"), "fails", 6],
  [
    "a throw in a timer",
    () => relu("return x.maximum(0);", 'setTimeout(() => { throw new Error("later"); }, 0);'),
    "fails",
    10,
  ],
  inForward(
    "a returned proxy of everything",
    'return new Proxy(x, { get: (_, key) => (key === "then" ? undefined : () => true) }) as any;',
  ),
  inForward("a tensor that was disposed of", "const y = x.maximum(0); y.dispose(); return y;"),
  inForward("its own input disposed of", "const y = x.maximum(0); x.dispose(); return y;"),
  inForward("every tensor disposed of", "tf.disposeVariables(); tf.engine().reset(); return x.maximum(0);"),
  inForward("another backend", 'tf.removeBackend("wasm"); return x.maximum(0);'),
];

const CODE: readonly Scenario[] = MISBEHAVIOURS.map(([what, answer, expected, tries]) => ({
  name: `code: ${what}`,
  tries,
  inject: (count) => inOneTutor(count, (tutor) => survives(tutor, answer(), expected, what)),
}));

/** What happens to the file itself. */
export const misbehavingCode: readonly Scenario[] = [
  ...CODE,
  {
    name: "code: a deleted file",
    tries: 10,
    inject: (tries) => inOneTutor(tries, deleted),
  },
  {
    name: "code: a half-written file",
    tries: 20,
    inject: (tries) => inOneTutor(tries, halfWritten),
  },
];

/** Saves an answer that misbehaves and then a right one: the first gets its verdict, and the tutor lives to give the second. */
export async function survives(
  tutor: Tutor,
  answer: string,
  expected: "passes" | "fails",
  what: string,
): Promise<readonly Losses[]> {
  tutor.save(answer);
  const first = await tutor.judge(answer, expected, what);
  if (!tutor.isAlive) {
    await tutor.restart();
    return [wrongVerdict(`${what}: the tutor is dead`)];
  }
  const good = right();
  tutor.save(good);
  return [first, await tutor.judge(good, "passes", `right after ${what}`)];
}

async function deleted(tutor: Tutor): Promise<readonly Losses[]> {
  rmSync(tutor.answer);
  const told = await tutor.shows(/your file is gone/);
  const good = right();
  tutor.save(good);
  return [
    told ? NOTHING_LOST : wrongVerdict(`a deleted file: the screen shows\n${tutor.terminal.text()}`),
    await tutor.judge(good, "passes", "right after a deleted file"),
  ];
}

/** The first half lasts long enough to be graded. It fails, and the whole passes. */
async function halfWritten(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  const good = right();
  const cut = good.indexOf("maximum") + (attempt % 10);
  tutor.save(good.slice(0, cut));
  await pause((attempt * 37) % 500);
  const early = PASSED.test(tutor.terminal.text()) && tutor.marks.at(-1)?.passed !== 1;
  appendFileSync(tutor.answer, good.slice(cut));
  return [
    early ? wrongVerdict("half a file is shown as passed") : NOTHING_LOST,
    await tutor.judge(good, "passes", "the second half of a file"),
  ];
}
