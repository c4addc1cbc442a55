import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import type { Room } from "../../../src/curriculum/model.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const OUTSIDE = ["#tfjs", "#tfjs-webgpu", "webgpu", "@tensorflow/tfjs-node-gpu", "vitest", "better-sqlite3"];

/** Bundles the recorder with the rooms' graders and solutions into `folder`, which must lie in the project. Gives its entry. */
export async function bundleRecorder(rooms: readonly Room[], folder: string): Promise<string> {
  await build({
    absWorkingDir: root,
    entryPoints: { record: join(import.meta.dirname, "record.ts") },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node22.18",
    format: "esm",
    keepNames: true, // a recorded module is known by its class's name
    logLevel: "warning",
    external: OUTSIDE,
    // CommonJS packages inside an ESM bundle still ask for it.
    banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
    // As in the learner's own transform: the order of assignment is the order of the parameters.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    alias: {
      "arena/tools": join(root, "src", "tools", "index.ts"),
      "arena/grader": join(import.meta.dirname, "grader-stand-in.ts"),
    },
    plugins: [roomsPlugin(rooms)],
  });
  return join(folder, "record.js");
}

function roomsPlugin(rooms: readonly Room[]): Plugin {
  return {
    name: "rooms",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^twins:rooms$/ }, ({ path }) => ({ path, namespace: "twins" }));
      onLoad({ filter: /.*/, namespace: "twins" }, () => ({ contents: listOf(rooms), resolveDir: root }));
      // A grader finds its data beside itself, wherever the bundle lies.
      onLoad({ filter: /\.grader\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
        loader: "ts",
      }));
    },
  };
}

function listOf(rooms: readonly Room[]): string {
  const load = (path: string) => `() => import(${JSON.stringify(path)})`;
  const entries = rooms.map(
    ({ id, files }) =>
      `{ id: ${JSON.stringify(id)}, load: { solution: ${load(files.solution)}, grader: ${load(files.grader)} } }`,
  );
  return `export default [${entries.join(", ")}];`;
}
