/** What fits, at the end of each sentence that refuses an import. */
export const WHAT_FITS =
  'An answer may import "arena/tools", packages of plain JavaScript in your folder, and files beside it.';

/**
 * Builtins by which code could step outside what Node's permission model and the harness allow, hear what goes on in the
 * process (async_hooks sees each promise, the grader's too), or reach the network.
 */
export const CLOSED_BUILTINS =
  /^(node:)?(module|vm|worker_threads|child_process|cluster|inspector|repl|v8|wasi|diagnostics_channel|async_hooks|trace_events|tty|domain|test|sea|sqlite|net|tls|dgram|dns|https?|http2)(\/|$)/;

/** Behind a path: asks for the file's text, whatever it is, as a string. */
export const RAW = /\?(.*&)?raw(&|$)/;

/** Behind a path: the module whose `load` gives what `require` of that file gives. */
export const REQUIRED = "?required";

/** The name of errors whose message says to the learner why a file is not loaded. */
export const REFUSED = "Refused";
