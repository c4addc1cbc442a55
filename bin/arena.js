#!/usr/bin/env node
// The launcher. Plain JavaScript that any Node reads: picks a Node that is new enough, builds dist/ when src/ is
// newer, then hands over to the program.
import { supportedNode, TOO_OLD } from "./supported-node.js";

const node = supportedNode();
if (node === process.execPath) await start();
else await restart();

async function start() {
  const { enableCompileCache } = await import("node:module");
  enableCompileCache?.();
  const { isStale, build } = await import("./build.js");
  if (isStale()) {
    process.stderr.write("building arena (once after an install or an update) ...\n");
    await build();
  }
  await import("../dist/cli.js");
}

async function restart() {
  if (!node) {
    console.error(TOO_OLD);
    process.exit(2);
  }
  const { spawn } = await import("node:child_process");
  const { fileURLToPath } = await import("node:url");
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; only the program decides what it means.
  for (const signal of ["SIGINT", "SIGQUIT"]) process.on(signal, () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)));
}
