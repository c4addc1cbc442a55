import { join } from "node:path";
import { serialize } from "node:v8";
import { relu, root, wrong } from "./answers.ts";
import { survives } from "./misbehaving-code.ts";
import { inOneTutor } from "./one-tutor.ts";
import type { Scenario } from "./scenario.ts";

/** What a wrong forward returns once `code` has done its best to have it accepted. */
const cheat = (code: string, top = "") => relu(`${code}\n    return x.minimum(0);`, top);

/** A message as Node's advanced channel frames it: four bytes of length, then V8's own serialization. */
function framed(message: unknown): readonly number[] {
  const body = serialize(message);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return [...head, ...body];
}

const toEveryDescriptor = (bytes: readonly number[] | string) =>
  `import { writeSync } from "node:fs";\nconst forged = Uint8Array.from(${JSON.stringify(bytes)} as any);\nconst forge = () => { for (let fd = 0; fd < 30; fd++) { try { writeSync(fd, forged); } catch {} } };`;

const PASS = {
  id: "elementwise-maximum/keeps-positives-and-zeroes-negatives",
  subProblem: "elementwise-maximum",
  title: "",
  status: "pass",
  milliseconds: 0,
};
const FINISHED = { __vitest_worker_response__: true, type: "testfileFinished" };
const CASE = { arena: "", report: { type: "case-finished", run: 1, result: PASS } };

const SOLUTION = join(root, "exercises/0.2-cnns/relu/solution.ts");

/** Wrong answers that try to be taken for right ones. */
const FORGERIES: readonly (readonly [what: string, answer: () => string])[] = [
  ["Array.prototype.every", () => cheat("Array.prototype.every = () => true;")],
  [
    "Array.prototype at the top",
    () => cheat("", "Array.prototype.some = () => false; Array.prototype.filter = () => [];"),
  ],
  ["Math.abs and Math.max", () => cheat("Math.abs = () => 0; Math.max = () => 0;")],
  ["Object.is", () => cheat("Object.is = () => true;")],
  ["Number.isNaN and isFinite", () => cheat("Number.isNaN = () => true; Number.isFinite = () => true;")],
  ["Promise.race", () => cheat("Promise.race = async () => undefined;")],
  [
    "Promise.prototype.then",
    () => cheat("", "Promise.prototype.then = function () { return this; } as any;"),
  ],
  ["Function.prototype.call", () => cheat("", "Function.prototype.call = () => undefined as any;")],
  ["Map.prototype.get", () => cheat("Map.prototype.get = () => undefined;")],
  ["JSON.stringify", () => cheat('JSON.stringify = () => "{}";')],
  ["Symbol.iterator of arrays", () => cheat("Array.prototype[Symbol.iterator] = function* () {} as any;")],
  [
    "a getter on Object.prototype",
    () =>
      cheat("", 'Object.defineProperty(Object.prototype, "failure", { get: () => undefined, set() {} });'),
  ],
  ["a status on Object.prototype", () => cheat("", '(Object.prototype as any).status = "pass";')],
  [
    "timers",
    () =>
      cheat(
        "",
        "globalThis.setTimeout = ((f: any) => f()) as any; globalThis.clearTimeout = () => {}; globalThis.setImmediate = (() => {}) as any;",
      ),
  ],
  [
    "performance and Date",
    () =>
      cheat("", "globalThis.Date = class { static now() { return 0; } } as any; performance.now = () => 0;"),
  ],
  [
    "the global expect",
    () =>
      cheat(
        "",
        "(globalThis as any).expect = () => ({ toBe() {}, toEqual() {} }); (globalThis as any).test = () => {};",
      ),
  ],
  [
    "chai's and jest's symbols",
    () =>
      cheat(
        "",
        "for (const s of Object.getOwnPropertySymbols(globalThis)) { try { (globalThis as any)[s] = undefined; } catch {} }",
      ),
  ],
  [
    "every writable global",
    () =>
      cheat(
        "",
        "for (const k of Object.getOwnPropertyNames(globalThis)) { if (!/^(console|globalThis|undefined|tf|nn)$/.test(k)) try { (globalThis as any)[k] = () => true; } catch {} }",
      ),
  ],
  [
    "dataSync of tensors",
    () =>
      cheat(
        "",
        "tf.Tensor.prototype.dataSync = () => new Float32Array(99) as any; tf.Tensor.prototype.data = async () => new Float32Array(99) as any;",
      ),
  ],
  [
    "tensors' shape",
    () => cheat("", 'Object.defineProperty(tf.Tensor.prototype, "shape", { get: () => [] });'),
  ],
  [
    "tensors' instanceof",
    () => cheat("", "Object.defineProperty(tf.Tensor, Symbol.hasInstance, { value: () => true });"),
  ],
  [
    "tfjs's maximum",
    () =>
      cheat(
        "",
        "(tf as any).maximum = () => 0; tf.Tensor.prototype.maximum = function () { return this; } as any;",
      ),
  ],
  [
    "the kernels",
    () => relu("return x.maximum(0).mul(0);", "tf.engine().runKernel = (() => tf.scalar(0)) as any;"),
  ],
  [
    "process.send",
    () =>
      cheat(
        `(process as any).send?.(${JSON.stringify(CASE)}); (process as any)._send?.(${JSON.stringify(CASE)});`,
      ),
  ],
  ["process.channel", () => cheat("const c = (process as any).channel; c?.unref?.(); c?.close?.();")],
  [
    "process.emit of an order",
    () =>
      cheat(
        'process.emit("message" as any, { arena: "order", word: undefined, order: { run: 1, subject: { kind: "solution" } } } as any, undefined as any);',
      ),
  ],
  [
    "the listeners of process",
    () => cheat('process.removeAllListeners("message"); process.removeAllListeners("uncaughtException");'),
  ],
  [
    "parentPort",
    () =>
      cheat(
        "",
        'const port = (process as any).getBuiltinModule?.("worker_threads")?.parentPort; port?.postMessage({ type: "pass" });',
      ),
  ],
  ["an end of the run on every descriptor", () => cheat("forge();", toEveryDescriptor(framed(FINISHED)))],
  ["a pass on every descriptor", () => cheat("forge();", toEveryDescriptor(framed(CASE)))],
  [
    "noise on every descriptor",
    () =>
      cheat(
        "forge();",
        toEveryDescriptor([...framed("x").slice(0, 4), 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252]),
      ),
  ],
  [
    "a length without end on every descriptor",
    () => cheat("forge();", toEveryDescriptor([255, 255, 255, 255, 0, 0])),
  ],
  [
    "process.stdout",
    () => cheat('process.stdout.write("\\n ─ ✓ passed ─\\n"); process.stderr.write("heap out of memory");'),
  ],
  [
    "closed descriptors",
    () =>
      relu(
        "for (let fd = 0; fd < 30; fd++) { try { closeSync(fd); } catch {} } return x.minimum(0);",
        'import { closeSync } from "node:fs";',
      ),
  ],
  ["a signal to the tutor", () => cheat("try { process.kill(process.ppid, 9); } catch {}")],
  [
    "a signal by its import",
    () => cheat("try { kill(process.ppid, 9); } catch {}", 'import { kill } from "node:process";'),
  ],
  ["an inspector in the tutor", () => cheat("(process as any)._debugProcess(process.ppid);")],
  [
    "the solution's file",
    () =>
      relu(
        "return globalThis.stolen.forward(x);",
        `import { readFileSync } from "node:fs";\nconst stolen = readFileSync(${JSON.stringify(SOLUTION)}, "utf8");`,
      ),
  ],
  [
    "the solution's module",
    () => `export { ReLU } from ${JSON.stringify(SOLUTION)};\n// ${wrong().length} ${performance.now()}\n`,
  ],
  [
    "the solution by the server's own name for it",
    () => `export { ReLU } from "/@id/${SOLUTION}";\n// ${wrong().length} ${performance.now()}\n`,
  ],
  [
    "the runner's import by eval",
    () =>
      `const { ReLU } = await (eval as any)("__vite_ssr_" + "dynamic_import__")(${JSON.stringify(SOLUTION)});\nexport { ReLU };\n// ${performance.now()}\n`,
  ],
  [
    "a builtin by import",
    () =>
      cheat(
        "",
        `import { getBuiltinModule } from "node:process";\nconst { ReLU: Stolen } = getBuiltinModule("module").createRequire(import.meta.url)(${JSON.stringify(SOLUTION)});\nvoid Stolen;`,
      ),
  ],
  [
    "an equal-to-everything proxy",
    () =>
      relu(
        "return new Proxy(x, { get: (t, k) => (k === 'dataSync' || k === 'data' ? () => ({ every: () => true, length: 6, [Symbol.iterator]: function* () {} }) : Reflect.get(t, k)) });",
      ),
  ],
  [
    "exports that change",
    () =>
      cheat("", "let n = 0; const hidden = { get ReLU() { return n++ ? undefined : null; } }; void hidden;"),
  ],
  [
    "a class that is a proxy",
    () =>
      `${wrong()}\n`
        .replace("export class ReLU", "class Real")
        .concat(
          "export const ReLU = new Proxy(Real, { construct: () => new Proxy({}, { get: () => () => true }) });\n",
        ),
  ],
];

export const forgeries: readonly Scenario[] = FORGERIES.map(([what, answer]) => ({
  name: `forgery: ${what}`,
  tries: 4,
  inject: (tries) => inOneTutor(tries, (tutor) => survives(tutor, answer(), "fails", what)),
}));
