import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startBackend } from "../../src/runtime/backend.ts";
import { findBinding } from "../../src/runtime/backends/tensorflow-binding.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arena binding "));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function put(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "no library");
  return file;
}

describe("looking for TensorFlow's native library", () => {
  it("says how to get it where the package came without it", () => {
    expect(findBinding(folder, "")).toEqual({
      kind: "missing",
      why: "@tensorflow/tfjs-node-gpu is installed without its native library; `npm rebuild @tensorflow/tfjs-node-gpu` downloads it.",
    });
  });

  it("finds it where the package's installer puts it", () => {
    const path = put("lib", "napi-v8", "tfjs_binding.node");
    mkdirSync(join(folder, "lib", "napi-v9"));
    expect(findBinding(folder, "")).toEqual({ kind: "found", path });
  });

  it("takes the one that ARENA_TENSORFLOW_BINDING names before it", () => {
    put("lib", "napi-v8", "tfjs_binding.node");
    const path = put("elsewhere", "tfjs_binding.node");
    expect(findBinding(folder, path)).toEqual({ kind: "found", path });
  });

  it("does not fall back where ARENA_TENSORFLOW_BINDING names no file", () => {
    put("lib", "napi-v8", "tfjs_binding.node");
    expect(findBinding(folder, "/nowhere.node")).toEqual({
      kind: "missing",
      why: "ARENA_TENSORFLOW_BINDING names /nowhere.node, where no file is; `unset ARENA_TENSORFLOW_BINDING` takes the package's own library.",
    });
  });
});

describe("starting TensorFlow on a library that is none", () => {
  it("refuses in a sentence and leaves the other backends working", async () => {
    vi.stubEnv("ARENA_TENSORFLOW_BINDING", put("tfjs_binding.node"));
    const failure = await startBackend("tensorflow").catch((error: Error) => error.message);
    expect(failure).toMatch(
      /@tensorflow\/tfjs-node-gpu is (installed but did not load \(.*\); |not installed; )/,
    );
    expect((await startBackend("wasm")).name).toBe("wasm");
  });
});
