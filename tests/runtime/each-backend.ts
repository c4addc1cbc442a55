import { afterEach, beforeAll, beforeEach, describe, vi } from "vitest";
import { type BackendName, startBackend } from "../../src/runtime/backend.ts";
import { openRun, type Run } from "../../src/runtime/memory.ts";
import { tf } from "../../src/runtime/tf.ts";

/**
 * webgpu is tried where ARENA_TEST_WEBGPU is set: its software adapter is slow, and many machines have no
 * adapter.
 */
const BACKENDS: readonly BackendName[] = process.env.ARENA_TEST_WEBGPU
  ? ["cpu", "wasm", "webgpu"]
  : ["cpu", "wasm"];

/**
 * Declares the tests once for each backend. Every test is a run of its own, so none depends on another's
 * tensors.
 */
export function onEachBackend(
  title: string,
  tests: (backend: BackendName) => void,
  backends = BACKENDS,
): void {
  describe.each(backends.filter((backend) => BACKENDS.includes(backend)))(`${title} on %s`, (backend) => {
    if (backend === "webgpu") vi.setConfig({ testTimeout: 180_000 }); // each reading takes milliseconds there
    let run: Run;
    beforeAll(async () => {
      await startBackend(backend);
      // Small tensors would otherwise be computed by the cpu backend, and nothing of webgpu would be tested.
      if (backend === "webgpu") tf.env().set("WEBGPU_CPU_FORWARD", false);
    });
    beforeEach(() => {
      run = openRun();
    });
    afterEach(() => void run.close());
    tests(backend);
  });
}
