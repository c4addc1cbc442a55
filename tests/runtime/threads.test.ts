import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const url = (path: string): string =>
  JSON.stringify(new URL(`../../src/runtime/${path}`, import.meta.url).href);

/**
 * In a process of its own: the threaded backend's workers belong to a process, and it must be able to end.
 */
function inFreshProcess(body: string): unknown {
  const script = `
    const { startBackend } = await import(${url("backend.ts")});
    const { enableThreads } = await import(${url("threads.ts")});
    const { tf } = await import(${url("tf.ts")});
    await startBackend("wasm");
    ${body}`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    timeout: 25_000,
  });
  return JSON.parse(output);
}

describe("wasm on several threads", () => {
  it("gives one thread's numbers, forward and backward, and lets the process end", () => {
    const result = inFreshProcess(`
      const work = async () => {
        const x = tf.tensor(Float32Array.from({ length: 8 * 28 * 28 * 4 }, (_, i) => Math.sin(i)), [8, 28, 28, 4]);
        const w = tf.tensor(Float32Array.from({ length: 3 * 3 * 4 * 8 }, (_, i) => Math.cos(i)), [3, 3, 4, 8]);
        const gradients = tf.grads((a, b) => tf.conv2d(a, b, 1, "same"))([x, w]);
        return Array.from(await tf.concat(gradients.map((gradient) => gradient.flatten())).data());
      };
      const one = await work();
      const outcome = await enableThreads(2);
      const two = await work();
      const difference = Math.max(...one.map((value, i) => Math.abs(value - two[i]) / Math.max(1, Math.abs(value))));
      console.log(JSON.stringify({ outcome, difference }));`) as { outcome: unknown; difference: number };
    expect(result.outcome).toEqual({ threads: 2, why: "2 threads, and their results are right." });
    expect(result.difference).toBeLessThan(1e-4);
  });

  it("gives the same bits for every product, however the helpers come and go", () => {
    const result = inFreshProcess(`
      const sizes = Array.from({ length: 120 }, (_, i) => [1 + (i * 37) % 131, 1 + (i * 53) % 97, 1 + (i * 29) % 140]);
      const wave = (shape) => tf.tensor(Float32Array.from({ length: shape[0] * shape[1] }, (_, i) => Math.sin(i)), shape);
      const work = async () => {
        const all = [];
        for (const [m, k, n] of sizes) {
          const [a, b] = [wave([m, k]), wave([n, k])];
          all.push(Array.from(await tf.matMul(a, b, false, true).data()));
          tf.dispose([a, b]);
        }
        return all;
      };
      const one = await work();
      const { threads } = await enableThreads(3);
      let different = 0;
      for (let round = 0; round < 5; round++)
        (await work()).forEach((product, i) => { if (product.some((value, j) => value !== one[i][j])) different++; });
      console.log(JSON.stringify({ threads, different }));`);
    expect(result).toEqual({ threads: 3, different: 0 });
  });

  it("gives the same bits for every convolution of planes and its gradients", () => {
    const result = inFreshProcess(`
      const wave = (shape) => tf.tensor(Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i)), shape);
      const shapes = [[[13, 8, 14, 14], 16], [[9, 1, 28, 28], 12], [[16, 12, 9, 20], 1], [[5, 3, 20, 17], 7]];
      const work = async () => {
        const all = [];
        for (const [image, out] of shapes) {
          const inputs = [wave(image), wave([3, 3, image[1], out])];
          const convolve = (x, w) => tf.conv2d(x, w, 1, "same", "NCHW").square();
          for (const each of [convolve(...inputs), ...tf.grads(convolve)(inputs)]) all.push(Array.from(await each.data()));
        }
        return all;
      };
      const one = await work();
      const { threads } = await enableThreads(3);
      let different = 0;
      for (let round = 0; round < 3; round++)
        (await work()).forEach((values, i) => { if (values.some((value, j) => value !== one[i][j])) different++; });
      console.log(JSON.stringify({ threads, different }));`);
    expect(result).toEqual({ threads: 3, different: 0 });
  });

  it("stays on one thread where one is asked for", () => {
    expect(inFreshProcess("console.log(JSON.stringify(await enableThreads(1)));")).toMatchObject({
      threads: 1,
    });
  });

  it("goes back to one thread where the threaded build does not start", () => {
    const result = inFreshProcess(`
      const { createRequire } = await import("node:module");
      const { Worker } = await import("node:worker_threads");
      createRequire(process.cwd() + "/x.js")("node:worker_threads").Worker = class { constructor() { throw new Error("no workers here"); } };
      const outcome = await enableThreads(2);
      console.log(JSON.stringify({ outcome, sum: (await tf.sum([1, 2]).data())[0] }));
      process.exit(0);`);
    expect(result).toMatchObject({
      outcome: { threads: 1, why: expect.stringContaining("not usable here") },
      sum: 3,
    });
  });
});
