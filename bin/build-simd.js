#!/usr/bin/env node
// Compiles src/runtime/simd/assembly (AssemblyScript) into src/runtime/simd/binaries.ts, which is kept in the
// repository, so that nobody needs the compiler who does not change those files:
//
//     npm run build:simd
//
// With --check it compiles nothing and says, by its exit status, whether the binaries belong to the sources.
// Four builds: with and without relaxed SIMD, for memory of one thread and of several.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const simd = join(dirname(dirname(fileURLToPath(import.meta.url))), "src/runtime/simd");
const assembly = join(simd, "assembly");

/** What the binaries are made of, so that a test can tell when they are behind. */
function hashOfSources() {
  const hash = createHash("sha256");
  for (const name of readdirSync(assembly).sort())
    if (name.endsWith(".ts")) hash.update(`${name}\n${readFileSync(join(assembly, name), "utf8")}`);
  return hash.digest("hex");
}

const BASE = "--runtime stub --importMemory --noExportMemory --noAssert -O3 --disableWarning --enable simd";
const VARIANTS = {
  plain: "",
  relaxed: "--enable relaxed-simd",
  plainShared: "--enable threads --sharedMemory --maximumMemory 65536",
  relaxedShared: "--enable relaxed-simd --enable threads --sharedMemory --maximumMemory 65536",
};

async function compile(options) {
  const { default: asc } = await import("assemblyscript/asc");
  const outputs = new Map();
  const args = [
    join(assembly, "index.ts"),
    "--outFile",
    "out.wasm",
    ...`${BASE} ${options}`.trim().split(" "),
  ];
  const { error, stderr } = await asc.main(args, {
    writeFile: (name, contents) => void outputs.set(name, contents),
  });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return Buffer.from(outputs.get("out.wasm")).toString("base64");
}

async function build() {
  const entries = [];
  for (const [name, options] of Object.entries(VARIANTS))
    entries.push(`  ${name}:\n    "${await compile(options)}",`);
  const text = `// Made by \`npm run build:simd\` from assembly/; not to be edited by hand.

// Of sources ${hashOfSources()}

/** WebAssembly modules in base64. */
export const BINARIES = {
${entries.join("\n")}
} as const;
`;
  writeFileSync(join(simd, "binaries.ts"), text);
}

if (process.argv.includes("--check")) {
  if (!readFileSync(join(simd, "binaries.ts"), "utf8").includes(hashOfSources())) process.exitCode = 1;
} else await build();
