import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { Batch } from "../../src/grading/batch.ts";
import { Grader } from "../../src/grading/grader.ts";

/*
 * What an answer may load: arena/tools, packages of plain JavaScript, and files beside it, all of them by the transform
 * and inside the seal. Node's own loader would run them outside of it, with everything in reach.
 */

const root = join(import.meta.dirname, "..", "..");
const catalogue = readCatalogue(root);
const room = catalogue.sections.flatMap(({ rooms }) => rooms).find(({ id }) => id === "0.2/relu") as Room;
let folder: string;
let grader: Grader;

beforeAll(async () => {
  grader = await Grader.start({ root, rooms: [room], backend: "wasm" });
});
afterAll(() => grader.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arena-imports-"));
});

/** Writes a file beside the answer, or in a package of the learner's own. */
function put(name: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const inFolder = (name: string) => join(folder, name);

async function grade(text: string) {
  const { verdict, failure, cases } = await grader.grade({ room, path: inFolder("01-relu.ts"), text });
  return { verdict, message: failure?.message ?? cases.find((each) => each.failure)?.failure?.message ?? "" };
}

/** An answer that is right if `zero` is 0. */
const relu = (imports: string, zero: string) => `import { nn, tf } from "arena/tools";
${imports}
export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor { return tf.maximum(x, ${zero}); }
}`;

const wrong = (imports: string) => `${relu(imports, "0").replace("tf.maximum(x, 0)", "x.mul(0)")}`;

const solution = () => JSON.stringify(room.files.solution);

/** Zeroes each value that anybody in the process reads, so that everything equals a tensor of zeros. */
const LISTENER = `let within = false;
hooks.createHook({ init(id, type, trigger, promise) {
  if (type !== "PROMISE" || within) return;
  within = true;
  promise.then((read) => { if (read?.kind === "tensor") read.values.fill(0); }, () => {});
  within = false;
} }).enable();`;

/** Gets a closed module of Node's by hooks of the module loader, put before those of the seal. */
const BY_HOOKS = `module.constructor.registerHooks({ resolve(name, context, next) {
  return name === "mine" ? { url: "node:async_hooks", format: "builtin", shortCircuit: true } : next(name, context);
} });
const hooks = require("mine");
${LISTENER}`;

const WHAT_FITS =
  'An answer may import "arena/tools", packages of plain JavaScript in your folder, and files beside it.';

describe("CommonJS does not reach Node's module loader", () => {
  const places: readonly (readonly [string, () => string])[] = [
    [
      "a file .cjs beside the answer",
      () => {
        put("evil.cjs", BY_HOOKS);
        return "./evil.cjs";
      },
    ],
    [
      "a package whose main is a .cjs",
      () => {
        put("node_modules/evil/package.json", '{ "main": "index.cjs" }');
        put("node_modules/evil/index.cjs", BY_HOOKS);
        return "evil";
      },
    ],
    [
      "a package of plain .js",
      () => {
        put("node_modules/evil/index.js", BY_HOOKS);
        return "evil";
      },
    ],
    [
      "a file in a folder dist",
      () => {
        put("dist/evil.js", BY_HOOKS);
        return "./dist/evil.js";
      },
    ],
    [
      "the address of a file",
      () => {
        put("evil.cjs", BY_HOOKS);
        return pathToFileURL(inFolder("evil.cjs")).href;
      },
    ],
    [
      "what a package requires",
      () => {
        put("node_modules/evil/index.js", 'require("./lib/deep.cjs");');
        put("node_modules/evil/lib/deep.cjs", BY_HOOKS);
        return "evil";
      },
    ],
  ];
  test.each(places)("%s", async (_, make) => {
    const { verdict, message } = await grade(wrong(`import ${JSON.stringify(make())};`));
    expect([verdict, message]).toEqual([
      "could-not-load",
      expect.stringContaining("registerHooks is not a function"),
    ]);
  });

  /** Each throws what it found. Nothing of Node's loader, of its builtins that reach further, or of arena may be there. */
  test.each([
    ["its loader's class", "module.constructor._load"],
    ["the class that makes requires", "module.constructor.createRequire"],
    ["the modules that are loaded", "require.cache"],
    ["the main module", "require.main"],
    ["the main module of the process", "process.mainModule"],
    ["the parent", "module.parent"],
    ["builtins of the process", "process.getBuiltinModule"],
    ["bindings", "process.binding"],
    ["native code", "process.dlopen"],
    ["native code by its extension", "require.extensions"],
    ["what the test runner keeps", 'globalThis["__vitest" + "_worker__"]'],
  ])("%s is not there", async (_, expression) => {
    put("node_modules/evil/index.js", `throw new Error("found " + typeof (${expression}));`);
    const { message } = await grade(wrong('import "evil";'));
    expect(message).toBe("Error: found undefined");
  });

  test.each([
    "module",
    "vm",
    "worker_threads",
    "child_process",
    "inspector",
    "v8",
    "async_hooks",
    "node:net",
  ])("require(%j) is refused", async (name) => {
    put("node_modules/evil/index.js", `const get = require; get(${JSON.stringify(name)});`);
    put("evil.cjs", `require(${JSON.stringify(name)});`);
    for (const from of ["evil", "./evil.cjs"]) {
      const { verdict, message } = await grade(wrong(`import ${JSON.stringify(from)};`));
      expect([verdict, message]).toEqual([
        "could-not-load",
        expect.stringContaining(`"${name}" is not for an answer to load.`),
      ]);
    }
  });

  test("arena's own files and the solution are refused", async () => {
    for (const path of [room.files.solution, join(root, "dist", "grader.js")]) {
      put("evil.cjs", `require(${JSON.stringify(path)});`);
      const { verdict, message } = await grade(wrong('import "./evil.cjs";'));
      expect([verdict, message]).toEqual([
        "could-not-load",
        `evil.cjs imports "${basename(path)}". ${WHAT_FITS}`,
      ]);
    }
  });
});

describe("packages that are modules are sealed like the answer", () => {
  test.each(["index.js", "index.mjs"])("%s cannot import a builtin that reaches further", async (main) => {
    put("node_modules/evil/package.json", JSON.stringify({ type: "module", main }));
    put(`node_modules/evil/${main}`, `import * as hooks from "node:async_hooks";\n${LISTENER}`);
    const { verdict, message } = await grade(wrong('import "evil";'));
    expect([verdict, message]).toEqual([
      "could-not-load",
      `node_modules/evil/${main} imports "node:async_hooks". ${WHAT_FITS}`,
    ]);
  });
});

describe("no spelling hides code from the rules", () => {
  const importer = (call: string) =>
    `const stolen = await ${call}(${solution()});\nexport const ReLU = stolen.ReLU;`;
  const hidden: readonly (readonly [string, string, () => string])[] = [
    [
      "JSX in a .tsx",
      "helper.tsx",
      () =>
        `/** @jsxRuntime classic */\nexport const f = () => <a />;\n${importer("__vite_ssr_dynamic_import__")}`,
    ],
    [
      "JSX in a .jsx",
      "helper.jsx",
      () =>
        `/** @jsxRuntime classic */\nexport const f = () => <a />;\n${importer("__vite_ssr_dynamic_import__")}`,
    ],
    ["an escape in a name", "helper.ts", () => importer("__v\\u0069te_ssr_dynamic_import__")],
    ["eval in parentheses", "helper.js", () => importer('(eval)("__vite_ssr_" + "dynamic_import__")')],
    ["eval in more of them", "helper.js", () => importer('((eval))("__vite_ssr_" + "dynamic_import__")')],
    ["eval as a type", "helper.ts", () => importer('(eval as any)("__vite_ssr_" + "dynamic_import__")')],
    ["eval that is there", "helper.ts", () => importer('eval!("__vite_ssr_" + "dynamic_import__")')],
    ["eval of a type", "helper.ts", () => importer('(<any>eval)("__vite_ssr_" + "dynamic_import__")')],
    [
      "eval as the tag of a JSX element",
      "helper.tsx",
      () =>
        `/** @jsxRuntime classic @jsx eval */\nexport const f = () => <a />;\n${importer('(eval as any)("__vite_ssr_" + "dynamic_import__")')}`,
    ],
    ["a sentence for the compiler", "helper.ts", () => `/* @vite-ignore */ ${importer("import")}`],
  ];
  test.each(hidden)("%s", async (_, file, text) => {
    put(file, text());
    const { verdict, message } = await grade(`export { ReLU } from "./${file}";`);
    expect(verdict).toBe("could-not-load");
    expect(message).toMatch(
      /^helper\.\w+ (uses the name __vite_ssr_dynamic_import__|calls eval\(\)|imports ".*solution\.ts"\. An answer may)/,
    );
  });

  test("a builtin that is closed, imported while it runs in a .jsx", async () => {
    put(
      "helper.jsx",
      '/** @jsxRuntime classic */\nexport const f = () => <a />;\nthrow new Error("found " + typeof (await import("node:worker_" + "threads")).Worker);',
    );
    const { message } = await grade(wrong('import "./helper.jsx";'));
    expect(message).toMatch(/^helper\.jsx calls import\(\) with a name that is worked out while it runs/);
  });
});

describe("no address leads past the rules", () => {
  const relative = () => room.files.solution.slice(root.length);
  const addresses: readonly (readonly [string, () => string])[] = [
    ["the server's name for the solution", () => `/@id/${relative()}`],
    ["the server's name for the solution's path", () => `/@id/${room.files.solution}`],
    ["the solution by its path on the disk", () => `/@fs${room.files.solution}`],
    ["the solution by the server's root", relative],
    ["the server's name for a builtin", () => "/@id/node:module"],
    ["the server's name for the test runner", () => "/@id/vitest"],
    ["the server's page", () => "/@vite/client"],
    ["the solution's address", () => pathToFileURL(room.files.solution).href],
    ["the solution as a module of CommonJS", () => `${room.files.solution}?required`],
  ];
  test.each(addresses)("%s", async (_, address) => {
    const name = JSON.stringify(address());
    for (const text of [
      `export * from ${name};`,
      `const { ReLU } = await import(${name}); export { ReLU };`,
    ]) {
      const { verdict, message } = await grade(text);
      expect([verdict, message]).toEqual([
        "could-not-load",
        expect.stringMatching(/^01-relu\.ts imports ".*"\. An answer may import/),
      ]);
    }
  });

  test.each([
    ["./absent.ts", 'Cannot find the file "./absent.ts", which 01-relu.ts imports.'],
    ["absent", 'Cannot find the package "absent", which 01-relu.ts imports.'],
    ["\0absent", 'Cannot find the package "\\x00absent", which 01-relu.ts imports.'],
  ])("what nobody finds is said to be absent: %j", async (name, said) => {
    expect(await grade(wrong(`import ${JSON.stringify(name)};`))).toEqual({
      verdict: "could-not-load",
      message: `Error: ${said}`,
    });
  });
});

describe("what is no file of TypeScript or JavaScript is refused by name", () => {
  const elf = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]);
  const refusals: readonly (readonly [string, () => string, string])[] = [
    [
      "a native addon",
      () => {
        put("fast.node", elf);
        return 'import "./fast.node";';
      },
      `01-relu.ts imports "./fast.node", which is no text of a program. ${WHAT_FITS}`,
    ],
    [
      "a native addon of a package",
      () => {
        put("node_modules/fast/index.js", 'module.exports = require("./build/fast.node");');
        put("node_modules/fast/build/fast.node", elf);
        return 'import "fast";';
      },
      `node_modules/fast/index.js imports "node_modules/fast/build/fast.node", which is no text of a program. ${WHAT_FITS}`,
    ],
    [
      "WebAssembly",
      () => {
        put("fast.wasm", elf);
        return 'import "./fast.wasm";';
      },
      `01-relu.ts imports "./fast.wasm", which is no text of a program. ${WHAT_FITS}`,
    ],
    [
      "a data: address",
      () => "import 'data:text/javascript,export default 1';",
      `01-relu.ts imports "data:text/javascript,export default 1". ${WHAT_FITS}`,
    ],
    [
      "a data: address while it runs",
      () => "await import('data:text/javascript,export default 1');",
      `01-relu.ts imports "data:text/javascript,export default 1". ${WHAT_FITS}`,
    ],
    [
      "a data: address in a file beside it",
      () => {
        put("helper.ts", "await import('data:text/javascript,export default 1');");
        return 'import "./helper.ts";';
      },
      `helper.ts imports "data:text/javascript,export default 1". ${WHAT_FITS}`,
    ],
    [
      "an address in the network",
      () => 'import "https://example.com/x.js";',
      `01-relu.ts imports "https://example.com/x.js". ${WHAT_FITS}`,
    ],
  ];
  test.each(refusals)("%s", async (_, imports, said) => {
    expect(await grade(wrong(imports()))).toEqual({ verdict: "could-not-load", message: said });
  });

  test.each([
    ["a file", () => pathToFileURL(inFolder("evil.mjs")).href],
    ["data", () => "data:text/javascript,export default 1"],
  ])("by import() in a function made of text: %s", async (_, address) => {
    put("evil.mjs", "export default 1;");
    const { verdict, message } = await grade(
      wrong(
        `const make = new Function("name", "return import(name)"); await make(${JSON.stringify(address())});`,
      ),
    );
    expect(verdict).toBe("could-not-load");
    expect(message).toMatch(/import callback|is not for an answer to load/);
  });
});

describe("honest helpers work", () => {
  const passes: readonly (readonly [string, () => string])[] = [
    [
      "a package of modules, with a folder of its own and JSON",
      () => {
        put("node_modules/helper/package.json", '{ "type": "module", "exports": { ".": "./dist/main.js" } }');
        put(
          "node_modules/helper/dist/main.js",
          'import data from "../data.json" with { type: "json" };\nimport { join } from "node:path";\nexport const zero = join("a", "b") === "" ? 1 : data.zero;',
        );
        put("node_modules/helper/data.json", '{ "zero": 0 }');
        return relu('import { zero } from "helper";', "zero");
      },
    ],
    [
      "a package of CommonJS: named, default, files, folders, JSON, builtins",
      () => {
        put("node_modules/helper/package.json", '{ "main": "./lib" }');
        put(
          "node_modules/helper/lib/index.js",
          `var path = require("path"), again = require("node:path");
           exports.zero = require("./numbers").zero + require("../data.json").zero + require("../data").zero;
           exports.same = path === again && require("./numbers.js") === require("./numbers") && this === module.exports
             && path.basename(__filename) === "index.js" && path.basename(__dirname) === "lib";`,
        );
        put("node_modules/helper/lib/numbers/index.js", "module.exports = { zero: 1 };");
        put(
          "node_modules/helper/lib/numbers.js",
          "#!/usr/bin/env node\nmodule.exports = { zero: 0 }; return; // it ends so",
        );
        put("node_modules/helper/data.json", '{ "zero": 0 }');
        return relu(
          'import all, { zero, same } from "helper"; import * as names from "helper";\nif (!same || all.zero !== zero || names.zero !== zero) throw new Error("lost");',
          "zero",
        );
      },
    ],
    [
      "CommonJS that requires in a circle, in a branch, and what is not there",
      () => {
        put(
          "node_modules/helper/index.js",
          `exports.early = 0;
           exports.late = require("./other").late;
           if (exports.early > 0) require("./throws");
           try { require("./absent"); } catch (error) { if (error.code !== "MODULE_NOT_FOUND") throw error; exports.missing = true; }
           try { require("absent-package"); } catch (error) { if (error.code !== "MODULE_NOT_FOUND") throw error; }`,
        );
        put(
          "node_modules/helper/other.js",
          'var main = require("./index"); exports.late = main.early; if ("late" in main) throw new Error("too early");',
        );
        put("node_modules/helper/throws.js", 'throw new Error("nobody asked for this");');
        return relu(
          'import helper from "helper"; if (!helper.missing) throw new Error("lost");',
          "helper.late",
        );
      },
    ],
    [
      "CommonJS that is a function, and a class that extends another package's",
      () => {
        put("node_modules/base/index.js", "module.exports = class Base { get zero() { return 0; } };");
        put("node_modules/helper/index.js", 'module.exports = class Helper extends require("base") {};');
        return relu(
          'import Base from "base"; import Helper from "helper"; const helper = new Helper(); if (!(helper instanceof Base)) throw new Error("two of them");',
          "helper.zero",
        );
      },
    ],
    [
      "what TypeScript compiles to CommonJS",
      () => {
        put(
          "node_modules/helper/index.js",
          '"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.default = () => 0; exports.named = 0;',
        );
        return relu('import zero, { named } from "helper";', "zero() + named");
      },
    ],
    [
      "a bundle that works in browsers, too",
      () => {
        put(
          "node_modules/helper/index.js",
          '(function (root, make) { if (typeof define === "function" && define.amd) define([], make); else if (typeof module === "object" && module.exports) module.exports = make(); else root.helper = make(); })(this, function () { return { zero: 0 }; });',
        );
        return relu('import helper from "helper";', "helper.zero");
      },
    ],
    [
      "a package with a version for each",
      () => {
        put(
          "node_modules/dual/package.json",
          '{ "exports": { ".": { "import": "./index.mjs", "require": "./index.cjs" } } }',
        );
        put("node_modules/dual/index.mjs", 'export const kind = "module";');
        put("node_modules/dual/index.cjs", 'exports.kind = "commonjs";');
        put("node_modules/helper/index.js", 'exports.kind = require("dual").kind;');
        return relu(
          'import { kind } from "dual"; import { kind as required } from "helper"; if (kind !== "module" || required !== "commonjs") throw new Error(kind + required);',
          "0",
        );
      },
    ],
    [
      "a .cjs beside the answer that requires modules and arena/tools",
      () => {
        put("zero.mjs", "export const zero = 0;");
        put(
          "helper.cjs",
          'const { tf } = require("arena/tools"); exports.zero = tf.scalar(require("./zero.mjs").zero);',
        );
        return relu('import { zero } from "./helper.cjs";', "zero");
      },
    ],
    [
      "a .cjs that imports while it runs",
      () => {
        put("zero.mjs", "export const zero = 0;");
        put("helper.cjs", 'exports.zero = () => import("./zero.mjs").then((all) => all.zero);');
        return relu('import { zero as later } from "./helper.cjs"; const zero = await later();', "zero");
      },
    ],
    [
      "by the address of a file",
      () => {
        put("helper.ts", "export const zero: number = 0;");
        return relu(
          `import { zero } from ${JSON.stringify(pathToFileURL(inFolder("helper.ts")).href)};`,
          "zero",
        );
      },
    ],
    [
      "types of a builtin that is closed",
      () => relu('import type { Worker } from "node:worker_threads"; let _none: Worker | undefined;', "0"),
    ],
    [
      "a file of text",
      () => {
        put("zero.txt", "0");
        return relu('import zero from "./zero.txt?raw";', "Number(zero)");
      },
    ],
  ];
  test.each(passes)("%s", async (_, text) => {
    expect(await grade(text())).toEqual({ verdict: "passed", message: "" });
  });

  test.each([
    ["a helper", "helper.ts", (n: number) => `export const zero = ${n};`, "./helper.ts"],
    ["JSON", "helper.json", (n: number) => `{ "zero": ${n} }`, "./helper.json"],
    ["what a helper imports", "zero.ts", (n: number) => `export const zero: number = ${n};`, "./between.ts"],
    [
      "what a package requires",
      "node_modules/helper/zero.js",
      (n: number) => `exports.zero = ${n};`,
      "helper",
    ],
  ])("%s that changes is looked at with the next save", async (_, file, content, name) => {
    put("between.ts", 'export { zero } from "./zero.ts";');
    put("node_modules/helper/index.js", 'module.exports = require("./zero");');
    const text = relu(`import { zero } from ${JSON.stringify(name)};`, "zero");
    const verdicts: string[] = [];
    for (const n of [0, 1, 0]) {
      put(file, content(n));
      verdicts.push((await grade(`${text}\n// ${n}`)).verdict);
    }
    expect(verdicts).toEqual(["passed", "failed", "passed"]);
  });

  test.each([
    ["helper.cjs", 'exports.zero = require("./zero.cjs");', "Cannot find module './zero.cjs'"],
    [
      "helper.ts",
      'export { zero } from "./zero.cjs";',
      'Cannot find the file "./zero.cjs", which helper.ts imports.',
    ],
  ])("what %s looks for is found once it is there", async (file, code, said) => {
    put(file, code);
    const text = relu(`import { zero } from "./${file}";`, "zero");
    expect(await grade(text)).toEqual({ verdict: "could-not-load", message: `Error: ${said}` });
    put("zero.cjs", "exports.zero = 0; module.exports.valueOf = () => 0;");
    expect((await grade(`${text}\n`)).message).not.toContain("Cannot find");
  });

  test.each([
    [
      "helper.ts",
      "export const a = 1;\nexport const b = (;\n",
      /^helper\.ts does not parse: Unexpected token, in line 2\.\n.*\n> 2 \| export const b = \(;/,
    ],
    [
      "helper.cjs",
      "exports.a = 1;\nexports.b = (;\n",
      /^helper\.cjs does not parse: Unexpected token, in line 2\./,
    ],
    ["helper.json", "{ zero: 0 }", /^helper\.json is not JSON: Expected property name/],
  ])("%s that does not parse says where", async (file, text, said) => {
    put(file, text);
    for (const name of [file, "requires.cjs"]) {
      put("requires.cjs", `require("./${file}");`);
      const { verdict, message } = await grade(wrong(`import "./${name}";`));
      expect([verdict, message]).toEqual(["could-not-load", expect.stringMatching(said)]);
    }
  });

  test("packages as they come from the registry: CommonJS of many files, and modules", async () => {
    for (const name of ["pngjs", "zod"])
      cpSync(join(root, "node_modules", name), inFolder(`node_modules/${name}`), { recursive: true });
    const text = relu(
      'import { PNG } from "pngjs"; import { z } from "zod";\nconst image = PNG.sync.read(PNG.sync.write(new PNG({ width: 2, height: 3 })));',
      "z.number().parse(image.width + image.height - 5)",
    );
    put("01-relu.ts", text);
    expect(await grade(text)).toEqual({ verdict: "passed", message: "" });
  });

  test.runIf(process.platform !== "win32")("a pipe in a helper's place is not waited for", async () => {
    put("between.ts", 'export { zero } from "./zero.ts";');
    put("zero.ts", "export const zero = 0;");
    const text = relu('import { zero } from "./between.ts";', "zero");
    expect((await grade(text)).verdict).toBe("passed");
    rmSync(inFolder("zero.ts"));
    execFileSync("mkfifo", [inFolder("zero.ts")]);
    expect(await grade(`${text}\n`)).toEqual({ verdict: "could-not-load", message: "zero.ts is no file." });
  });

  test.runIf(process.platform !== "win32").each([
    ["the answer's folder", "package.json", "helper"],
    ["a package", "node_modules/helper/package.json", "helper"],
    ["a package with an owner", "node_modules/@own/helper/package.json", "@own/helper/lib.js"],
    ["a package that is required", "node_modules/helper/package.json", "./requires.cjs"],
  ])("nor is a pipe in place of the package.json of %s", async (_, place, name) => {
    put(`${place}/..put`, "");
    put("requires.cjs", 'require("helper");');
    rmSync(inFolder(place), { recursive: true });
    execFileSync("mkfifo", [inFolder(place)]);
    const { verdict, message } = await grade(wrong(`import ${JSON.stringify(name)};`));
    expect([verdict, message]).toEqual(["could-not-load", `${inFolder(place)} is no file.`]);
  });

  test("what throws in CommonJS is told with its own words", async () => {
    put("helper.cjs", 'throw new TypeError("a helper of one\'s own");');
    expect(await grade(wrong('import "./helper.cjs";'))).toEqual({
      verdict: "could-not-load",
      message: "TypeError: a helper of one's own",
    });
  });
});

describe("in a folder of submissions", () => {
  let batch: Batch;
  let mine: string;
  beforeAll(async () => {
    const cohort = mkdtempSync(join(tmpdir(), "arena-cohort-"));
    mine = join(cohort, "ada");
    const write = (name: string, text: string) => {
      mkdirSync(dirname(join(cohort, name)), { recursive: true });
      writeFileSync(join(cohort, name), text);
    };
    write("ada/node_modules/helper/index.js", 'exports.zero = require("./zero.json");');
    write("ada/node_modules/helper/zero.json", "0");
    write("ada/node_modules/esm/index.mjs", "export const zero = 0;");
    write("ada/node_modules/esm/package.json", '{ "main": "index.mjs" }');
    write("ada/node_modules/copies/index.js", 'module.exports = require("../../../bob/answer.cjs");');
    write("ada/evil.cjs", BY_HOOKS);
    write("bob/answer.cjs", "exports.zero = 0;");
    write("node_modules/shared/index.js", "exports.zero = 0;");
    batch = await Batch.start({
      root,
      rooms: [room],
      backend: "wasm",
      confined: [mine, join(cohort, "bob")],
    });
  });
  afterAll(() => batch.stop());

  const gradeMine = async (text: string) => {
    const { verdict, failure } = await batch.grade({ room, path: join(mine, "01-relu.ts"), text });
    return { verdict, message: failure?.message ?? "" };
  };

  test.each(["helper", "esm"])("one's own package %s works", async (name) => {
    expect(await gradeMine(relu(`import { zero } from "${name}";`, "zero"))).toEqual({
      verdict: "passed",
      message: "",
    });
  });

  test.each([
    ["a neighbour's file by a package", "copies", /outside your own folder/],
    ["a package that lies above everybody's folder", "shared", /outside your own folder/],
    ["Node's module loader", "./evil.cjs", /registerHooks is not a function/],
  ])("%s is refused", async (_, name, said) => {
    expect(await gradeMine(wrong(`import ${JSON.stringify(name)};`))).toEqual({
      verdict: "could-not-load",
      message: expect.stringMatching(said),
    });
  });
});
