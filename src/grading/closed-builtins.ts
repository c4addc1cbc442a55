/** Builtins by which code could step outside what Node's permission model and the harness allow, or reach the network. */
export const CLOSED_BUILTINS =
  /^(node:)?(module|vm|worker_threads|child_process|cluster|inspector|repl|v8|wasi|diagnostics_channel|net|tls|dgram|dns|https?|http2)(\/|$)/;
