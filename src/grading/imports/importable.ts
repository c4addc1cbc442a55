import { isBuiltin } from "node:module";

/** What fits, at the end of each sentence that refuses an import. */
export const WHAT_FITS =
  'An answer may import "arena/tools", packages of plain JavaScript in your folder, and files beside it.';

/**
 * Builtins that an answer may load. By the others code could step outside what Node's permission model and the harness
 * allow, hear what goes on in the process (async_hooks sees each promise, the grader's too), or reach the network; and
 * what a newer Node adds is closed until somebody has looked at it.
 */
const OPEN_BUILTINS = new Set(
  [
    "assert assert/strict buffer console constants crypto events fs fs/promises os path path/posix path/win32",
    "perf_hooks process punycode querystring readline readline/promises stream stream/consumers stream/promises",
    "stream/web string_decoder sys timers timers/promises url util util/types zlib",
  ].flatMap((names) => names.split(" ")),
);

/** Whether a name is that of a builtin which no answer may load. */
export function isClosedBuiltin(name: string): boolean {
  return isBuiltin(name) && !OPEN_BUILTINS.has(name.replace(/^node:/, ""));
}

/** Behind a path: asks for the file's text, whatever it is, as a string. */
export const RAW = /\?(.*&)?raw(&|$)/;

/** Behind a path: the module whose `load` gives what `require` of that file gives. */
export const REQUIRED = "?required";

/** The name of errors whose message says to the learner why a file is not loaded. */
export const REFUSED = "Refused";

/** Bytes. No answer comes near this many: a file that does was saved there by mistake. */
export const LARGEST_ANSWER = 2 ** 20;

/** Bytes of a file that an answer imports: there are packages of one large file. */
export const LARGEST_IMPORT = 4 * LARGEST_ANSWER;
