import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BackendUnavailableError, startBackend } from "../../src/runtime/backend.ts";
import { accept } from "../../src/runtime/backends/acceptance.ts";
import { tf } from "../../src/runtime/tf.ts";

afterEach(() => vi.unstubAllEnvs());

describe("choosing a backend", () => {
  it("takes the one that is named, and computes on it", async () => {
    for (const name of ["cpu", "wasm"]) {
      const { name: chosen, tried } = await startBackend(name);
      expect(chosen).toBe(name);
      expect(tried).toMatchObject([{ name, chosen: true }]);
      expect(tf.getBackend()).toBe(name);
      expect(Array.from(await tf.add([1, 2], 1).data())).toEqual([2, 3]);
    }
  });

  it("takes ARENA_BACKEND's where none is named, and the named one before it", async () => {
    vi.stubEnv("ARENA_BACKEND", "cpu");
    expect((await startBackend()).name).toBe("cpu");
    expect((await startBackend("wasm")).name).toBe("wasm");
  });

  it("by itself ends with one that works, and says of each other one in a sentence why not", async () => {
    vi.stubEnv("ARENA_BACKEND", "");
    const { name, tried } = await startBackend();
    expect(tried.at(-1)).toMatchObject({ name, chosen: true });
    expect(tried.map((trial) => trial.name)).toEqual(
      ["tensorflow", "webgpu", "tensorflow", "wasm", "cpu"].slice(0, tried.length),
    );
    for (const trial of tried) {
      expect(trial.why).toMatch(/^[A-Z@].*\.$/s);
      expect(trial.milliseconds).toBeGreaterThan(0);
    }
    expect(tf.getBackend()).toBe(name);
  });

  it("refuses a name that does not exist and lists those that do", async () => {
    await expect(startBackend("cuda")).rejects.toThrow(
      'There is no backend called "cuda". These exist: tensorflow, webgpu, wasm, cpu; "auto" picks one of them.',
    );
  });

  it("does not quietly replace a backend that was named and is not there", async () => {
    const failure = await startBackend("tensorflow").then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return; // this machine has it
    expect(failure).toBeInstanceOf(BackendUnavailableError);
    expect((failure as Error).message).toMatch(/^The backend tensorflow is not there: .*`npm /);
  });
});

describe("the acceptance check", () => {
  it("takes a backend that gives wasm's numbers and refuses one that is slower where speed counts", async () => {
    await startBackend("cpu");
    expect(await accept("cpu", "numbers")).toBeUndefined();
    expect(tf.getBackend()).toBe("cpu");
    expect(await accept("cpu", "numbers-and-speed")).toMatch(
      /^It multiplies two 512 by 512 matrices in .* ms, wasm in .* ms/,
    );
    expect(tf.getBackend()).toBe("wasm");
  });

  it("refuses a backend with wrong numbers and names the operation", async () => {
    await startBackend("cpu");
    const stock = tf.getKernel("Cumsum", "cpu");
    tf.unregisterKernel("Cumsum", "cpu");
    tf.registerKernel({ ...stock, kernelFunc: ({ inputs }) => tf.mul(inputs.x as never, 2) });
    expect(await accept("cpu", "numbers")).toBe(
      "It gives other numbers than wasm for reversed cumsum, so it is not trusted.",
    );
    tf.unregisterKernel("Cumsum", "cpu");
    tf.registerKernel(stock);
  });
});

describe("starting wasm in a fresh process", () => {
  const script = `
    const { startBackend } = await import(${JSON.stringify(new URL("../../src/runtime/backend.ts", import.meta.url).href)});
    const begin = performance.now();
    await startBackend("wasm");
    const milliseconds = performance.now() - begin;
    const handlers = process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection");
    const { tf } = await import(${JSON.stringify(new URL("../../src/runtime/tf.ts", import.meta.url).href)});
    console.log(JSON.stringify({ milliseconds, handlers, sum: (await tf.sum([1, 2, 3]).data())[0], started: Object.keys(tf.engine().registry) }));
    process.on("unhandledRejection", () => { console.log("heard"); process.exit(0); });
    Promise.reject(new Error("a learner's"));`;

  it("is quick, starts nothing else, prints nothing and leaves the process's own handlers in charge", () => {
    const runs = [1, 2, 3].map(() =>
      execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
    for (const output of runs) expect(output.split("\n").slice(1)).toEqual(["heard", ""]);
    const reports = runs.map(
      (output) => JSON.parse(output.split("\n")[0] as string) as { milliseconds: number },
    );
    for (const report of reports) expect(report).toMatchObject({ handlers: 0, sum: 6, started: ["wasm"] });
    expect(Math.min(...reports.map((report) => report.milliseconds))).toBeLessThan(100);
  });
});
