#!/usr/bin/env node
// Runs a tool of node_modules/.bin, or a script, on a Node that is new enough: `node bin/with-node.js vitest run`.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { supportedNode, TOO_OLD } from "./supported-node.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [tool, ...args] = process.argv.slice(2);

/** The JavaScript file behind a package's command. */
function scriptOf(name) {
  if (existsSync(name)) return name;
  const owner = { tsc: "typescript", biome: "@biomejs/biome" }[name] ?? name;
  const folder = join(root, "node_modules", owner);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[name]);
}

const node = supportedNode();
if (!node) {
  console.error(TOO_OLD);
  process.exit(2);
}
const { isStale, build } = await import("./build.js");
if (isStale()) await build();
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
const child = spawn(node, [scriptOf(tool), ...args], { stdio: "inherit", env });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
