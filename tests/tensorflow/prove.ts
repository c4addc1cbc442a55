/**
 * Proves the tensorflow backend on native TensorFlow: takes TensorFlow from Python's index, compiles the
 * package's binding against it, and runs the conformance suite, the paddings of pooling,
 * transposes that wait and every grader on that.
 *
 *     npm run prove:tensorflow
 *
 * Prints `skipped:` with the reason and exits 0 where the machine lacks what that needs (Linux on x64, python3
 * with pip and its index, make, g++, npm); exits 1 if anything else fails. The first run downloads 190 MB.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINDING_VARIABLE } from "../../src/runtime/backends/tensorflow-binding.ts";
import { buildBinding } from "./binding.ts";
import { NotHereError, run } from "./outside.ts";
import { fetchTensorflow } from "./wheel.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const CHECKS = [
  ["tests/conformance/run.ts", "--backend", "tensorflow"],
  ["tests/tensorflow/padding.ts"],
  ["tests/tensorflow/transposes.ts"],
  ["bin/arena.js", "dev", "check", "--backends", "tensorflow"],
];

const scratch = mkdtempSync(join(tmpdir(), "arena-tensorflow-"));
try {
  if (`${process.platform} ${process.arch}` !== "linux x64")
    throw new NotHereError("the wheel is for Linux on x64");
  const binding = buildBinding(fetchTensorflow(), scratch);
  process.exitCode = prove(binding);
} catch (error) {
  if (!(error instanceof NotHereError)) throw error;
  console.log(`skipped: ${error.message}; the tensorflow backend is not proved here.`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** 0 if every check holds on the binding, else 1. All are run: each says something of its own. */
function prove(binding: string): number {
  const env = { ...process.env, [BINDING_VARIABLE]: binding };
  const results = CHECKS.map((words) => {
    console.log(`\n${words.join(" ")}`);
    return run(process.execPath, words, { shown: true, cwd: ROOT, env }).status;
  });
  return results.every((status) => status === 0) ? 0 : 1;
}
