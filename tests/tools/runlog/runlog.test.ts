import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { backward } from "../../../src/tools/autograd/index.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import * as runlog from "../../../src/tools/runlog/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

let directory = "";
beforeAll(() => startBackend("cpu"));
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "runs-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const begin = (name?: string) =>
  runlog.init({ project: "digits", config: { lr: 0.1 }, directory, ...(name !== undefined && { name }) });
const kindsOf = (run: runlog.Run) => runlog.readRun(run.folder).map((record) => record.kind);

describe("a run", () => {
  test("is written down from init over watch and log to finish", async () => {
    const run = begin();
    runlog.watch(new nn.Linear(1, 1));
    await runlog.log({ loss: tf.scalar(0.5), accuracy: 0.25 });
    await runlog.log({ loss: 0.25 });
    await runlog.finish();
    const records = runlog.readRun(run.folder);
    expect(kindsOf(run)).toEqual(["init", "watch", "log", "log", "finish"]);
    expect(records[0]).toMatchObject({ project: "digits", name: "run-1", config: { lr: 0.1 } });
    expect(records.slice(2, 4)).toMatchObject([
      { step: 0, values: { loss: 0.5, accuracy: 0.25 } },
      { step: 1, values: { loss: 0.25 } },
    ]);
    expect(records[4]).toMatchObject({ outcome: "finished", summary: { loss: 0.25, accuracy: 0.25 } });
  });

  test("keeps the order of its logs and takes tensors that are freed right away", async () => {
    const run = begin();
    const loss = tf.scalar(7);
    const slow = run.log({ loss });
    loss.dispose();
    const quick = run.log({ loss: 8 });
    await Promise.all([slow, quick]);
    expect(runlog.readRun(run.folder).slice(1)).toMatchObject([
      { step: 0, values: { loss: 7 } },
      { step: 1, values: { loss: 8 } },
    ]);
    await run.finish();
  });

  test("brings NaN and infinities back", async () => {
    const run = begin();
    await run.log({ a: Number.NaN, b: -Infinity });
    expect(runlog.readRun(run.folder)[1]).toMatchObject({ values: { a: Number.NaN, b: -Infinity } });
    await run.finish();
  });

  test("brings a summary of NaN back as a number", async () => {
    const run = begin();
    await run.log({ loss: Number.NaN, best: Infinity, accuracy: 0.5 });
    await run.finish();
    expect(runlog.readRun(run.folder).at(-1)).toMatchObject({
      summary: { loss: Number.NaN, best: Infinity, accuracy: 0.5 },
    });
  });

  test("counts its names up and refuses one that is taken", async () => {
    const [first, second] = [begin(), begin()];
    expect([first.name, second.name]).toEqual(["run-1", "run-2"]);
    expect(() => begin("run-1")).toThrow(/called "run-1"/);
    await runlog.finish();
    expect(kindsOf(first)).toEqual(["init", "finish"]);
    expect(runlog.readRun(first.folder)[1]).toMatchObject({ outcome: "superseded" });
  });

  test("refuses steps that go back, what is no number, and logging after the end", async () => {
    const run = begin();
    await run.log({ loss: 1 }, { step: 100 });
    await run.log({ accuracy: 1 }, { step: 100 });
    expect(() => run.log({ loss: 1 }, { step: 99 })).toThrow(/step 99 comes after step 100/);
    expect(() => run.log({ loss: tf.zeros([2]) })).toThrow(/"loss" is a tensor of 2 numbers/);
    await run.finish();
    expect(() => run.log({ loss: 1 })).toThrow(/"run-1" is finished/);
    await expect(run.finish()).rejects.toThrow(/is finished/);
    await runlog.finish().catch(() => undefined);
    expect(() => runlog.log({ loss: 1 })).toThrow(/there is no run/);
  });

  test("is readable up to where a crash cut it short", () => {
    const run = begin();
    appendFileSync(join(run.folder, "run.jsonl"), '{"kind":"log","st');
    expect(kindsOf(run)).toEqual(["init"]);
  });

  test("finishes by itself at the end of an await using block", async () => {
    let folder = "";
    {
      await using run = begin();
      folder = run.folder;
    }
    expect(runlog.readRun(folder).at(-1)).toMatchObject({ kind: "finish" });
  });
});

describe("watching a model", () => {
  test("writes histograms of gradients and parameters at every n-th backward pass", async () => {
    const run = begin();
    const layer = new nn.Linear(2, 1, false);
    layer.weight.assign(tf.tensor2d([[1, 3]]));
    run.watch(layer, { log: "all", logFrequency: 2 });
    for (let i = 0; i < 3; i++) {
      layer.zeroGrad();
      const loss = backward(() => layer.call(tf.tensor2d([[5, 9]])).sum(), layer.parameters());
      await run.log({ loss });
    }
    await run.finish();
    const logs = runlog.readRun(run.folder).filter((record) => record.kind === "log");
    expect(logs.map(({ values }) => Object.keys(values))).toEqual([
      ["loss", "gradients/weight", "parameters/weight"],
      ["loss"],
      ["loss", "gradients/weight", "parameters/weight"],
    ]);
    expect(logs[0]?.values["gradients/weight"]).toMatchObject({
      min: 5,
      max: 9,
      sum: 14,
      sumOfSquares: 106,
      notFinite: 0,
    });
    expect(logs[0]?.values["parameters/weight"]).toMatchObject({ min: 1, max: 3 });
  });

  test("ends with the run and leaves no tensors behind", async () => {
    const run = begin();
    const layer = new nn.Linear(2, 1);
    run.watch(layer, { logFrequency: 1 });
    await run.finish();
    const before = tf.memory().numTensors;
    tf.tidy(() => void backward(() => layer.call(tf.ones([1, 2])).sum(), layer.parameters()));
    layer.zeroGrad();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("TensorBoard's event file", () => {
  /** The records of a TFRecord file: 8 bytes of length, 4 of checksum, the data, 4 of checksum. */
  function recordsOf(file: Buffer): Buffer[] {
    const records: Buffer[] = [];
    for (let at = 0; at < file.length; ) {
      const length = Number(file.readBigUInt64LE(at));
      records.push(file.subarray(at + 12, at + 12 + length));
      at += 16 + length;
    }
    return records;
  }

  test("holds the version, then a record a step with the names and numbers", async () => {
    const run = begin();
    await run.log({ loss: 0.5 }, { step: 300 });
    await run.finish();
    const file = readFileSync(runlog.exportTensorBoard(run.folder));
    const [version, event] = recordsOf(file);
    expect(version?.toString("latin1")).toContain("brain.Event:2");
    expect(event?.subarray(9, 12)).toEqual(Buffer.from([0x10, 0xac, 0x02])); // field 2, varint 300
    expect(event?.subarray(-5)).toEqual(Buffer.from([0x15, 0, 0, 0, 0x3f])); // field 2, float 0.5
    expect(event?.toString("latin1")).toContain("loss");
  });

  test("carries Castagnoli's checksum", async () => {
    const { crc32c } = await import("../../../src/tools/runlog/tensorboard/crc32c.ts");
    expect(crc32c(new TextEncoder().encode("123456789"))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa); // RFC 3720, appendix B.4
  });
});
