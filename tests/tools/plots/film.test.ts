import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as plots from "../../../src/tools/plots/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

const FRAMES = [[[1, 2, Number.POSITIVE_INFINITY]], [[3, Number.NaN, 1]]]; // [frame, height, width]

test("draws each frame, row 0 at the top, enlarged by a whole number", async () => {
  const { frames, milliseconds } = await plots.film(tf.tensor3d(FRAMES), {
    size: [7, 100],
    milliseconds: 40,
  });
  expect(milliseconds).toBe(40);
  expect(frames.map(({ width, height }) => [width, height])).toEqual([
    [6, 2],
    [6, 2],
  ]);
});

test("near is brighter than far over the whole film, what is infinite is black, what is no number magenta", async () => {
  const { frames } = await plots.film(tf.tensor3d(FRAMES), { size: [3, 1] });
  const [first, second] = frames;
  const brightness = (colour: readonly number[] | undefined) =>
    colour?.reduce((sum, part) => sum + part, 0) ?? 0;
  expect(brightness(first?.at(0, 0))).toBeGreaterThan(brightness(first?.at(1, 0)));
  expect(brightness(first?.at(1, 0))).toBeGreaterThan(brightness(second?.at(0, 0)));
  expect(first?.at(0, 0)).toEqual(second?.at(2, 0));
  expect(first?.at(2, 0)).toEqual([0, 0, 0]);
  expect(second?.at(1, 0)).toEqual([255, 0, 255]);
});

test("grey is black at the smallest value and white at the largest, or between the ends that are given", async () => {
  const x = tf.tensor3d([[[0, 0.5, 1]]]); // [1, 1, 3]
  const [frame] = (await plots.film(x, { colours: "grey", size: [3, 1] })).frames;
  expect([0, 1, 2].map((i) => frame?.at(i, 0)[0])).toEqual([0, 128, 255]);
  const [dim] = (await plots.film(x, { colours: "grey", size: [3, 1], range: [0, 2] })).frames;
  expect([0, 1, 2].map((i) => dim?.at(i, 0)[0])).toEqual([0, 64, 128]);
});

test("is saved as a GIF of all frames that plays for ever", async () => {
  const folder = mkdtempSync(join(tmpdir(), "film-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const film = await plots.film(tf.tensor3d(FRAMES), { size: [3, 1] });
  await film.save(join(folder, "film.gif"));
  const gif = readFileSync(join(folder, "film.gif"));
  expect(gif.subarray(0, 6).toString("latin1")).toBe("GIF89a");
  expect(gif.includes("NETSCAPE2.0")).toBe(true);
  const controls = gif.toString("latin1").split("\x21\xf9\x04").length - 1; // a graphic control block a frame
  expect(controls).toBe(2);
});

test("says what it can draw", async () => {
  await expect(plots.film(tf.ones([2, 3]) as never)).rejects.toThrow("[frame, height, width]");
});
