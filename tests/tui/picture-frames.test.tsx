import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { beforeAll, describe, expect, test } from "vitest";
import type { Drawn, PictureFrame } from "../../src/pictures/picture.ts";
import { reduce } from "../../src/tui/reducer.ts";
import type { WatchState } from "../../src/tui/state.ts";
import { names, states } from "./fixtures.ts";
import { type Drawing, frame } from "./frames.tsx";

/** A slope from black to orange with a white bar `at` of its columns. */
function slope(width: number, height: number, at: number): PictureFrame {
  const pixels = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const share = (i % width) / (width - 1);
    const bar = Math.abs((i % width) - at) < 2;
    pixels.set(bar ? [255, 255, 255] : [255 * share, 140 * share, 20 * share].map(Math.round), 3 * i);
  }
  return { width, height, pixels };
}

const raster = (frames: readonly PictureFrame[], legend: readonly string[]): Drawn => {
  const all = { frames, milliseconds: 100 };
  return { kind: "picture", picture: { kind: "raster", title: "A slope", paper: all, screen: all, legend } };
};
const PICTURES = {
  still: raster([slope(60, 40, 30)], ["x 0 … 1, dark … bright", "white: the middle"]),
  film: raster([slope(60, 40, 10), slope(60, 40, 50)], []),
  words: raster([{ width: 0, height: 0, pixels: new Uint8Array() }], ["layer   size", "linear  10"]),
  none: { kind: "no-picture", why: "your code threw." },
} satisfies Record<string, Drawn>;

/** The screen after v, with this picture drawn by the run. */
function looking(drawn: Drawn): WatchState {
  const run = states.waiting.newestRun + 1;
  const events = [
    { type: "run-started", run, hash: "b".repeat(64), cases: names },
    { type: "drawn", run, drawn, path: ".arena/pictures/0.2-relu.png" },
    { type: "overlay-opened", overlay: { kind: "picture" } },
  ] as const;
  return events.reduce<WatchState>(reduce, states.waiting);
}

function album(columns: number, rows: number, drawing: Drawing = {}): string {
  return Object.entries(PICTURES)
    .map(([name, drawn]) => `=== ${name}\n${frame(looking(drawn), columns, rows, drawing)}\n`)
    .join("\n");
}

describe("the picture of a room, whole", () => {
  test.each([
    [80, 24],
    [40, 20],
  ])("at %i×%i, by brightness alone", async (columns, rows) => {
    await expect(album(columns, rows)).toMatchFileSnapshot(`snapshots/picture.${columns}x${rows}.txt`);
  });
  test("in ASCII", async () => {
    await expect(album(40, 20, { ascii: true })).toMatchFileSnapshot("snapshots/picture.40x20.ascii.txt");
  });
  test("in colour", async () => {
    const coloured = frame(looking(PICTURES.still), 40, 20, { colour: true, shading: "true-colour" });
    await expect(coloured).toMatchFileSnapshot("snapshots/picture.40x20.colour.txt");
  });
});

describe("its frame", () => {
  let frames: string[] = [];
  beforeAll(() => {
    frames = Object.values(PICTURES).flatMap((drawn) =>
      ([24, 40, 80, 140] as const).flatMap((columns) =>
        (["true-colour", "256-colours", "shades", "ascii"] as const).map((shading) =>
          frame(looking(drawn), columns, 20, { shading, colour: shading.endsWith("colours") }),
        ),
      ),
    );
  });
  test("never is higher than the screen", () => {
    for (const one of frames) expect(one.split("\n").length).toBeLessThan(20);
  });
  test("never is wider", () => {
    for (const columns of [24, 40, 80, 140]) {
      const lines = frame(looking(PICTURES.still), columns, 20, { shading: "true-colour" }).split("\n");
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    }
  });
  test("needs no escape code without colour", () => {
    for (const shading of ["shades", "ascii"] as const)
      expect(frame(looking(PICTURES.still), 40, 20, { shading })).not.toContain("\x1b");
  });
  test("shows the frame of a film that is asked for", () => {
    const shown = [0, 1].map((filmFrame) =>
      stripVTControlCharacters(frame(looking(PICTURES.film), 80, 24, { filmFrame })),
    );
    expect(shown[0]).not.toBe(shown[1]);
    expect(shown[0]).toContain("any key stops them");
    expect(frame(looking(PICTURES.still), 80, 24)).not.toContain("any key");
  });
});
