#!/usr/bin/env node
// Builds src/ into dist/: one split ESM bundle, because a thousand small files cost half a second at every start.
// Plain JavaScript for any Node from 18 on, since the launcher may have to run it before anything else works.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stamp = join(dist, ".built");

/** Newest modification time, in ms, of any source that the bundle is made of. */
function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs);
  }
  return newest;
}

/** True when dist/ is missing or older than src/, the lock file's packages or this script. */
export function isStale() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built === 0) return true;
  const lock = statSync(join(root, "package.json")).mtimeMs;
  return (
    Math.max(newestSource(join(root, "src")), lock, statSync(fileURLToPath(import.meta.url)).mtimeMs) > built
  );
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node22.18",
  format: "esm",
  sourcemap: "linked",
  sourcesContent: false,
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
  // CommonJS packages inside an ESM bundle still ask for these.
  banner: {
    js: 'import{createRequire as __cr}from"node:module";import{fileURLToPath as __fp}from"node:url";import{dirname as __dn}from"node:path";const require=__cr(import.meta.url),__filename=__fp(import.meta.url),__dirname=__dn(__filename);',
  },
};

/** Builds into a folder of its own and then swaps, so that a tutor started meanwhile never sees half a program. */
export async function build() {
  const { build: bundle } = await import("esbuild");
  mkdirSync(dist, { recursive: true });
  const next = join(dist, `.next-${process.pid}`);
  await bundle({
    ...shared,
    entryPoints: { tfjs: "src/runtime/vendor/tfjs.ts", "tfjs-webgpu": "src/runtime/vendor/tfjs-webgpu.ts" },
    outdir: next,
    mainFields: ["module", "main"],
    splitting: true,
    minify: true,
    chunkNames: "tfjs-chunks/[name]-[hash]",
  });
  await bundle({
    ...shared,
    entryPoints: {
      cli: "src/cli/main.ts",
      worker: "src/grading/worker/main.ts",
      "parse-trial": "src/grading/imports/parse-trial/main.ts",
      tools: "src/tools/index.ts",
      grader: "src/grading/harness/index.ts",
    },
    outdir: next,
    splitting: true,
    keepNames: true, // a module's printed tree shows its class's name
    chunkNames: "chunks/[name]-[hash]",
    external: [
      "#tfjs",
      "#tfjs-webgpu",
      "better-sqlite3",
      "vitest",
      "vite",
      "typescript",
      "esbuild",
      "webgpu",
      "@tensorflow/tfjs-node-gpu",
      "react-devtools-core",
      "chokidar",
      "fsevents",
    ],
  });
  install(next);
  writeFileSync(stamp, `${new Date().toISOString()}\n`);
}

function install(next) {
  for (const name of ["tfjs-chunks", "chunks"]) mkdirSync(join(dist, name), { recursive: true });
  const move = (from, to) => {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        mkdirSync(join(to, entry.name), { recursive: true });
        move(join(from, entry.name), join(to, entry.name));
      } else renameSync(join(from, entry.name), join(to, entry.name));
    }
  };
  move(next, dist); // chunk names carry their content's hash, so those of an older build stay valid for it
  rmSync(next, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const start = Date.now();
  await build();
  console.log(`built dist/ in ${Date.now() - start} ms`);
}
