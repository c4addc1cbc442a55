import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { serialize } from "node:v8";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { Grader } from "../../src/grading/grader.ts";

/*
 * The solution lives in the process that grades. Each of these answers tries to hand in the solution's work as its own,
 * or to get at what judges it. None may pass, and each hears why.
 */

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "arena-sealed-"));
const path = join(folder, "01-relu.ts");
let grader: Grader;
let room: Room;

beforeAll(async () => {
  const rooms = readCatalogue(root).sections.flatMap((section) => section.rooms);
  room = rooms.find(({ id }) => id === "0.2/relu") as Room;
  grader = await Grader.start({ root, rooms: [room], backend: "wasm" });
});
afterAll(() => grader.close());

const grade = async (text: string) => {
  const { verdict, failure, cases } = await grader.grade({ room, path, text });
  return { verdict, message: failure?.message ?? cases.find((each) => each.failure)?.failure?.message ?? "" };
};

const solution = () => room.files.solution;
const eager = (setup: string) => `${setup}\nexport const ReLU = stolen.ReLU;`;

describe("an answer cannot import what solves or judges it", () => {
  const imports: readonly [string, () => string][] = [
    ["the solution by its path", () => `export { ReLU } from ${JSON.stringify(solution())};`],
    [
      "the solution while it runs",
      () => eager(`const stolen = await import(${JSON.stringify(solution())});`),
    ],
    [
      "the solution's text",
      () => `import stolen from ${JSON.stringify(`${solution()}?raw`)}; export const ReLU = stolen;`,
    ],
    [
      "every solution at once",
      () => 'const all = import.meta.glob("/exercises/**/solution.ts"); export const ReLU = all;',
    ],
    ["the grader's harness", () => 'import { room } from "arena/grader"; export const ReLU = room;'],
    [
      "the built harness",
      () =>
        `import * as all from ${JSON.stringify(join(root, "dist", "grader.js"))}; export const ReLU = all;`,
    ],
    ["vitest", () => 'import { vi } from "vitest"; export const ReLU = vi;'],
    [
      "Node's module loader",
      () => 'import { createRequire } from "node:module"; export const ReLU = createRequire;',
    ],
    ["worker threads", () => 'import { Worker } from "worker_threads"; export const ReLU = Worker;'],
    ["the network", () => 'import { connect } from "node:net"; export const ReLU = connect;'],
  ];
  test.each(imports)("%s", async (_, text) => {
    const { verdict, message } = await grade(text());
    expect(verdict).toBe("could-not-load");
    expect(message).toMatch(
      /^01-relu\.ts imports ".*"\. An answer may import "arena\/tools", packages of plain JavaScript in your folder, and files beside it\.$/,
    );
  });

  test("through a helper of its own", async () => {
    writeFileSync(join(folder, "helper.ts"), `export { ReLU } from ${JSON.stringify(solution())};`);
    const { verdict, message } = await grade('export { ReLU } from "./helper.ts";');
    expect([verdict, message]).toEqual(["could-not-load", expect.stringContaining("An answer may import")]);
  });

  test("through a link to arena's folder", async () => {
    symlinkSync(dirname(solution()), join(folder, "linked"));
    const { verdict, message } = await grade('export { ReLU } from "./linked/solution.ts";');
    expect([verdict, message]).toEqual(["could-not-load", expect.stringContaining("An answer may import")]);
  });

  test("by a name that is worked out while it runs", async () => {
    const { verdict, message } = await grade(
      eager(`const stolen = await import(${JSON.stringify(solution())} + "");`),
    );
    expect([verdict, message]).toEqual([
      "could-not-load",
      expect.stringContaining("worked out while it runs"),
    ]);
  });
});

describe("an answer cannot load it past the compiler", () => {
  const roundabout: readonly [string, () => string][] = [
    ["reading it from disk", () => read('(await import("node:fs")).readFileSync')],
    ["reading it by require", () => read('require("node:fs").readFileSync')],
    ["requiring it", () => eager(`const stolen = require(${JSON.stringify(solution())});`)],
    [
      "requiring the built harness",
      () => eager(`const stolen = require(${JSON.stringify(join(root, "dist", "grader.js"))});`),
    ],
    ["asking Node for its module loader", () => eager('const stolen = process.getBuiltinModule("module");')],
    ["requiring Node's module loader", () => eager('const stolen = require("node:" + "module");')],
    ["asking for a binding", () => eager('const stolen = process.binding("fs");')],
    [
      "importing in a function made of text",
      () =>
        eager(
          `const stolen = await new Function("return import(" + ${JSON.stringify(JSON.stringify(solution()))} + ")")();`,
        ),
    ],
    [
      "the runner's registry in a global",
      () =>
        eager(
          'const stolen = [...globalThis["__vitest" + "_worker__"].evaluatedModules.idToModuleMap.values()].find((m) => /solution/.test(m.id)).exports;',
        ),
    ],
    [
      "the runner's mocker",
      () =>
        eager(
          `const stolen = await globalThis["__vitest" + "_mocker__"].moduleRunner.import(${JSON.stringify(solution())});`,
        ),
    ],
    ["the runner's registry by its name", () => eager("const stolen = __vitest_worker__.evaluatedModules;")],
    [
      "the runner's import function",
      () => eager(`const stolen = await __vite_ssr_dynamic_import__(${JSON.stringify(solution())});`),
    ],
    [
      "the same by eval",
      () =>
        eager(
          `const stolen = await eval("__vite_ssr" + "_dynamic_import__")(${JSON.stringify(solution())});`,
        ),
    ],
    [
      "a forged call stack",
      () =>
        eager(
          'Error.prepareStackTrace = () => "vitest"; Error.stackTraceLimit = 0; const stolen = [...globalThis["__vitest" + "_worker__"].evaluatedModules.idToModuleMap.values()].find((m) => /solution/.test(m.id)).exports;',
        ),
    ],
    ["the network by fetch", () => eager('const stolen = await fetch("http://127.0.0.1:9/");')],
    ["the network by require", () => eager('const stolen = require("node:" + "net");')],
    [
      "what the environment holds",
      () =>
        eager(
          "const stolen = { ReLU: 1 }; if (Object.keys(process.env).length === 0) throw new Error('there is nothing in the environment');",
        ),
    ],
  ];
  test.each(roundabout)("%s", async (_, text) => {
    const { verdict, message } = await grade(text());
    expect(verdict).toBe("could-not-load");
    expect(message.length).toBeGreaterThan(20);
  });
});

describe("what is the learner's own stays open to them", () => {
  test("helpers, Node's harmless modules and a file beside the answer", async () => {
    writeFileSync(join(folder, "lowest.ts"), "export const lowest = 0;");
    writeFileSync(join(folder, "note.txt"), "0");
    const { verdict, message } = await grade(`
      import { readFileSync } from "node:fs";
      import { join } from "node:path";
      import { nn, tf } from "arena/tools";
      import { lowest } from "./lowest.ts";
      // an import (of a number), and __vitest in a comment
      const read = Number(readFileSync(join(import.meta.dirname, "note.txt"), "utf8"));
      export class ReLU extends nn.Module {
        forward(x: tf.Tensor): tf.Tensor { return tf.maximum(x, lowest + read); }
      }`);
    expect([verdict, message]).toEqual(["passed", ""]);
  });
});

function read(reader: string): string {
  return eager(
    `const text = ${reader}(${JSON.stringify(solution())}, "utf8"); const stolen = { ReLU: text };`,
  );
}

describe("an answer cannot listen to the runtime in which the solution computes", () => {
  const handsIn = (setup: string) =>
    `import { nn, tf } from "arena/tools";
const heard: any[] = [];
const record = (owner: any, name: string) => {
  const own = owner[name];
  owner[name] = function (...given: any[]) { const made = own.apply(this, given); heard.push(made); return made; };
};
${setup}
export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    const like = heard.filter((t) => t instanceof tf.Tensor && !t.isDisposed && t !== x && String(t.shape) === String(x.shape));
    return (like.at(-1) ?? x).clone();
  }
}`;
  test.each([
    ["at its engine", 'record(tf.engine(), "makeTensorFromDataId");', /reaches into the runtime that grades/],
    [
      "at the engine in the globals",
      'record((globalThis as any)._tfengine, "makeTensor");',
      /read only property/,
    ],
    [
      "at its kernels",
      'for (const kernel of tf.getKernelsForBackend("wasm")) record(kernel, "kernelFunc");',
      /reaches into the runtime that grades/,
    ],
    [
      "at the table of kernels",
      'for (const kernel of (globalThis as any)._tfGlobals.get("kernelRegistry").values()) record(kernel, "kernelFunc");',
      /Cannot read properties of undefined/,
    ],
    ["at its backend", 'record(tf.backend(), "write");', /reaches into the runtime that grades/],
    ["at the operations", 'record(tf, "maximum");', /read only property/],
    ["at the operations' lists", 'record(tf.linalg, "bandPart");', /read only property/],
    ["at the methods of tensors", 'record(tf.Tensor.prototype, "maximum");', /read only property/],
    ["at every module's call", 'record(nn.Module.prototype, "call");', /read only property 'call'/],
  ])("%s", async (_, setup, said) => {
    const { verdict, message } = await grade(handsIn(setup));
    expect([verdict, message]).toEqual(["could-not-load", expect.stringMatching(said)]);
  });
});

describe("an answer cannot change the language, not even for a moment", () => {
  const identity = (setup: string, forward: string) => `import { nn, random, tf } from "arena/tools";
${setup}
export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor { ${forward} }
}`;
  const ticks =
    "const ticks = (n: number, f: () => void): any => (n === 0 ? f() : Promise.resolve().then(() => ticks(n - 1, f)));";
  test.each([
    [
      "some microtasks after it returned, until it is called again",
      identity(
        `${ticks} const abs = Math.abs;`,
        "Math.abs = abs; ticks(4, () => { Math.abs = () => 0; }); ticks(40, () => { Math.abs = abs; }); return x.clone();",
      ),
      /read only property 'abs'/,
    ],
    [
      "by a shape that is read while its result is compared",
      identity(
        "",
        'const y = x.clone(); Object.defineProperty(y, "shape", { get() { Math.abs = () => 0; return x.shape; } }); return y;',
      ),
      /read only property 'abs'/,
    ],
    [
      "while it reads a tensor, to get at the memory of all",
      identity(
        "const bytes = Object.getPrototypeOf(Uint8Array.prototype);",
        "bytes.slice = function () { return this; }; return x.clone();",
      ),
      /read only property 'slice'/,
    ],
    [
      "between two cases, to hear the tables that are expected",
      identity("setTimeout(() => { Array.isArray = (() => true) as never; });", "return x.clone();"),
      /read only property 'isArray'|values differ/,
    ],
    [
      "while memory grows, to get at the memory of all",
      identity(
        "",
        'Object.defineProperty(WebAssembly.Memory.prototype, "buffer", { get: () => new ArrayBuffer(8) }); return x.clone();',
      ),
      /Cannot redefine property/,
    ],
    [
      "by a name on every array",
      identity("(Array.prototype as any)[Symbol.isConcatSpreadable] = false;", "return x.maximum(0);"),
      /not extensible/,
    ],
    [
      "what its inputs are made by",
      identity(
        "Object.getPrototypeOf(random(0)).normal = (shape: number[]) => tf.ones(shape);",
        "return x.clone();",
      ),
      /read only property 'normal'/,
    ],
    [
      "what is asked of every value of a tensor",
      identity("(tf as any).env().platform.isTypedArray = () => true;", "return x.clone();"),
      /read only property 'isTypedArray'/,
    ],
  ])("%s", async (_, text, said) => {
    const { verdict, message } = await grade(text);
    expect(["failed", "could-not-load"]).toContain(verdict);
    expect(message).toMatch(said);
  });

  test("objects of its own may have members of the same names", async () => {
    const { verdict, message } = await grade(`
      import { nn, tf } from "arena/tools";
      class Odd extends Error {
        constructor(message: string) { super(message); this.name = "Odd"; this.message = message + "!"; }
      }
      const shown: any = {};
      shown.toString = () => "shown";
      shown.constructor = Odd;
      if (String(shown) !== "shown" || String(new Odd("so")) !== "Odd: so!") throw new Error("assignments are lost");
      export class ReLU extends nn.Module {
        forward = (x: tf.Tensor): tf.Tensor => x.maximum(0);
        extraRepr = () => "";
      }`);
    expect([verdict, message]).toEqual(["passed", ""]);
  });
});

describe("an answer cannot hear what the grader awaits, nor speak in its name", () => {
  /** A pass of a case as the channel would carry it, under a word of zeros. */
  const forged = (id: string, run: number) => {
    const [subProblem, title] = [id.split("/")[0], ""];
    const result = { id, subProblem, title, status: "pass", milliseconds: 1 };
    const body = serialize({ arena: "0".repeat(32), report: { type: "case-finished", run, result } });
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    return Buffer.concat([head, body]).toString("latin1");
  };

  test("a pass under a word that lies in memory which small buffers share", async () => {
    const id = "module/four-axes-come-out-as-they-went-in";
    const passes = Array.from({ length: 150 }, (_, run) => forged(id, run));
    const { verdict, message } = await grade(`
      import { writeSync } from "node:fs";
      import { nn, tf } from "arena/tools";
      const passes: string[] = ${JSON.stringify(passes)};
      export class ReLU extends nn.Module {
        forward(x: tf.Tensor): tf.Tensor {
          const shared = Buffer.from(Buffer.from("x").buffer).toString("latin1");
          for (const [word] of shared.matchAll(/(?<=arena". ?)[0-9a-f]{32}/g))
            for (const pass of passes) writeSync(3, Buffer.from(pass.replace("0".repeat(32), word), "latin1"));
          return x.clone();
        }
      }`);
    expect([verdict, message]).toEqual(["failed", expect.stringContaining("16 of 30 values differ")]);
  });

  test("every loaded module, by the test runner's own classes", async () => {
    writeFileSync(join(folder, "late.ts"), "export const late = 0;");
    const { verdict, message } = await grade(
      eager(`
      const registry = globalThis["__vitest" + "_index__"].EvaluatedModules.prototype;
      let all: any;
      for (let each = registry; each !== Object.prototype; each = Object.getPrototypeOf(each))
        for (const name of Object.getOwnPropertyNames(each)) {
          const own = each[name];
          if (name !== "constructor") each[name] = function (...given: any[]) { all = this; return own.apply(this, given); };
        }
      await import("./late.ts");
      const stolen = [...all.idToModuleMap.values()].find((module: any) => /solution/.test(module.id)).exports;`),
    );
    expect([verdict, message]).toEqual(["could-not-load", expect.stringContaining("EvaluatedModules")]);
  });

  test("builtins that it replaces under everybody's imports", async () => {
    const { verdict, message } = await grade(
      eager('globalThis["__vitest" + "_required__"].syncBuiltinESMExports(); const stolen = {};'),
    );
    expect([verdict, message]).toEqual(["could-not-load", expect.stringContaining("syncBuiltinESMExports")]);
  });

  test("each promise of the process", async () => {
    const { verdict, message } = await grade(`
      import { createHook } from "node:async_hooks";
      import { nn, tf } from "arena/tools";
      let within = false;
      createHook({ init(_id: number, type: string, _trigger: number, promise: any) {
        if (type !== "PROMISE" || within) return;
        within = true;
        promise.then((read: any) => { if (read?.kind === "tensor") read.values.fill(0); }, () => {});
        within = false;
      } }).enable();
      export class ReLU extends nn.Module { forward(x: tf.Tensor): tf.Tensor { return x.mul(0); } }`);
    expect([verdict, message]).toEqual(["could-not-load", expect.stringContaining("node:async_hooks")]);
  });

  test.each([
    ["the open handles", "const stolen = (process as any)._getActiveHandles();"],
    [
      "Node's loader behind require's cache",
      'const Loader = (Object.values(require.cache)[0] as any).constructor; const stolen = Loader.createRequire("/");',
    ],
    ["a terminal on its descriptor", 'const stolen = new (require("tty").ReadStream)(3);'],
  ])("%s", async (_, setup) => {
    const { verdict, message } = await grade(eager(setup));
    expect(verdict).toBe("could-not-load");
    expect(message.length).toBeGreaterThan(20);
  });
});
