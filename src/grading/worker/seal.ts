import { realpathSync } from "node:fs";
import Module, { isBuiltin, registerHooks, syncBuiltinESMExports } from "node:module";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { getCallSites } from "node:util";
import type * as Tools from "../../tools/index.ts";
import { isClosedBuiltin, WHAT_FITS } from "../imports/importable.ts";
import { lockLanguage } from "./lock.ts";
import { sealRuntime } from "./seal-runtime.ts";

/*
 * The solution, the session and the channel live in the same process as the answer. What leads to them without a rule
 * having looked at it is closed here, before any answer is loaded: Node's own ways to load a module, and the test
 * runner's state in the globals.
 */

/** Functions of `process` that hand out builtins past every rule, or reach into other processes, the tutor's first. */
const BACK_DOORS = [
  ...["getBuiltinModule", "binding", "_linkedBinding", "dlopen"],
  ...["kill", "_kill", "_debugProcess", "_debugEnd", "execve"],
  ...["_getActiveHandles", "_getActiveRequests"], // the channel is one of them
];

/** Globals that reach the network, and the object behind them. */
const NETWORK = [
  "fetch",
  "WebSocket",
  "EventSource",
  Symbol.for("undici.globalDispatcher.1"),
  Symbol.for("undici.globalDispatcher.2"),
];

/** The test runner's state: module registry and the line to the server that fetches code. */
const RUNNER_STATE = ["__vitest_worker__", "__vitest_mocker__"];

/**
 * The test runner's classes, one of which holds every module that was loaded, and builtins for its false timers. Nothing
 * asks for them once a grader is loaded.
 */
const RUNNER_PARTS = ["__vitest_index__", "__vitest_required__"];

/** Called before the test runner starts: what it defines over a property of ours can be taken away again. */
export function prepareSeal(): void {
  for (const name of RUNNER_PARTS)
    Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
}

/** The folders whose code stays free: arena's bundle and the packages it runs on. */
const bundle = import.meta.dirname;
const own = [bundle, realpathSync(join(bundle, "..", "node_modules"))].map((folder) => folder + sep);

const testRunner = join(realpathSync(join(bundle, "..", "node_modules", "vitest")), sep);

/**
 * What can be closed before the grader is loaded: the solution's run, which comes first, then warms up code as it stays,
 * and no save waits for it.
 */
export function lockForGood(tools: typeof Tools): void {
  for (const name of NETWORK)
    Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
  sealRuntime(tools);
  lockLanguage();
}

/** Closes the rest of the process for good, right before an answer is loaded. */
export function sealWorker(): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const name of BACK_DOORS) Object.defineProperty(process, name, { value: undefined });
  (Module as { createRequire: unknown }).createRequire = () => requireBuiltin;
  syncBuiltinESMExports(); // `import { kill } from "node:process"` gets what process has now
  for (const name of RUNNER_STATE) guardGlobal(name);
  for (const name of RUNNER_PARTS)
    Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      if (isForNode(resolved.url, context.parentURL)) return resolved;
      throw notForAnswers(specifier);
    },
  });
}

/**
 * What Node's own loader still loads: open builtins, and for files of ours what is ours. The test runner is one of these; it
 * asks in the name of the answer, too, and has no need of a closed builtin any more.
 */
function isForNode(url: string, parent: string | undefined): boolean {
  if (isBuiltin(url)) return !isClosedBuiltin(url) || (isOwn(parent) && !isIn(testRunner, parent));
  return isOwn(url) && isOwn(parent);
}

const required = Module.createRequire(import.meta.url);

/**
 * What the test runner gives each module as `require`. Node's own leads to its loader, by the modules in its cache, and
 * the loader does what it does in anybody's name.
 */
function requireBuiltin(name: string): unknown {
  if (!isBuiltin(name) || isClosedBuiltin(name)) throw notForAnswers(name);
  return required(name);
}

function notForAnswers(name: string): Error {
  return new Error(`"${name}" is not for an answer to load. ${WHAT_FITS}`);
}

/** A global that only the test runner's own code sees. The call stack is read by Node itself: no answer can forge it. */
function guardGlobal(name: string): void {
  let value = (globalThis as Record<string, unknown>)[name];
  Object.defineProperty(globalThis, name, {
    configurable: false,
    enumerable: false,
    get: () => (isOwn(getCallSites(2)[1]?.scriptName) ? value : undefined),
    set(next: unknown) {
      if (isOwn(getCallSites(2)[1]?.scriptName)) value = next;
    },
  });
}

function isOwn(place: string | undefined): boolean {
  return own.some((folder) => isIn(folder, place));
}

function isIn(folder: string, place: string | undefined): boolean {
  if (place === undefined) return false;
  return (place.startsWith("file:") ? fileURLToPath(place) : place).startsWith(folder);
}
