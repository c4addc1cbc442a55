import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as plots from "../../../src/tools/plots/index.ts";
import { ticksOf } from "../../../src/tools/plots/numbers.ts";
import { Raster } from "../../../src/tools/plots/raster.ts";
import { textWidth, writeText } from "../../../src/tools/plots/text.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

const folder = mkdtempSync(join(tmpdir(), "plots-"));
beforeAll(() => startBackend("cpu"));
afterAll(() => rmSync(folder, { recursive: true }));

function pixelsOf(plot: plots.Plot, settings?: plots.PngSettings) {
  const png = PNG.sync.read(Buffer.from(plot.toPng(settings)));
  const at = (x: number, y: number) => [
    ...png.data.subarray(4 * (y * png.width + x), 4 * (y * png.width + x) + 3),
  ];
  return { width: png.width, height: png.height, at };
}

describe("image", () => {
  test("draws brightness, enlarged by a whole number, row 0 at the top", async () => {
    const plot = await plots.image(
      tf.tensor2d([
        [0, 1, 0.5],
        [1, 1, 0],
      ]),
    );
    const { width, height, at } = pixelsOf(plot, { width: 12, height: 100 });
    expect([width, height]).toEqual([12, 8]);
    expect([at(0, 0), at(4, 3), at(8, 0), at(11, 7)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
      [128, 128, 128],
      [0, 0, 0],
    ]);
  });

  test("reads three channels as red, green and blue", async () => {
    const plot = await plots.image(tf.tensor3d([[[1]], [[0]], [[0.5]]]), { range: [0, 1] });
    expect(pixelsOf(plot, { width: 1, height: 1 }).at(0, 0)).toEqual([255, 0, 128]);
  });

  test("puts several pictures in rows with a gap", async () => {
    const plot = await plots.image(tf.ones([3, 1, 2, 2]), { perRow: 2, range: [0, 1] });
    const { width, height, at } = pixelsOf(plot, { width: 5, height: 5 });
    expect([width, height]).toEqual([5, 5]);
    expect(at(2, 0)).toEqual([64, 64, 96]);
    expect(at(4, 0)).toEqual([255, 255, 255]);
    expect(at(4, 4)).toEqual([64, 64, 96]);
  });

  test("in the terminal is two pixels a character", async () => {
    const plot = await plots.image(
      tf.tensor2d([
        [1, 0, 1, 0],
        [0, 1, 1, 0],
      ]),
      { title: "corners" },
    );
    expect(plot.toTerminal({ columns: 4, rows: 1, colour: false })).toBe(
      "corners\n▀▄█ \n4 × 2, black 0, white 1",
    );
    expect(plot.toTerminal({ columns: 4, rows: 1, colour: true })).toContain(
      "\x1b[38;2;255;255;255m\x1b[48;2;0;0;0m▀",
    );
  });

  test("shrinks to the columns there are", async () => {
    const text = (await plots.image(tf.ones([100, 200]))).toTerminal({
      columns: 40,
      rows: 30,
      colour: false,
    });
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test("says which shapes it draws", async () => {
    await expect(plots.image(tf.ones([5, 2, 2]))).rejects.toThrow(
      /\[5, 2, 2\][\s\S]*\[1 or 3, height, width\]/,
    );
  });
});

describe("heatMap", () => {
  test("shows values on both sides of 0 in blue and red, 0 in white", async () => {
    const plot = await plots.heatMap(tf.tensor2d([[-1, 0, 2]]), { title: "weights" });
    const text = plot.toTerminal({ columns: 3, rows: 1, colour: true });
    expect(text).toContain("38;2;168;24;40"); // 2, the end of red
    expect(text).toContain("246;246;246"); // 0
    expect(text).toContain("1 × 3, -2 blue … red 2");
  });

  test("marks what is not a number in magenta", async () => {
    const plot = await plots.heatMap(tf.tensor2d([[0, Number.NaN, 1]]));
    expect(plot.toTerminal({ columns: 3, rows: 1, colour: true })).toContain("255;0;255");
  });

  test("takes a matrix only", async () => {
    await expect(plots.heatMap(tf.ones([3]))).rejects.toThrow(/\[rows, columns\]/);
  });
});

describe("curve", () => {
  test("rises from the lower left to the upper right", async () => {
    const rows = (await plots.curve([0, 1, 2, 3]))
      .toTerminal({ columns: 4, rows: 2, colour: false })
      .split("\n");
    expect(rows.slice(0, 2)).toEqual(["  ▄▀", "▄▀  "]);
    expect(rows[2]).toBe("x 0 … 3, y 0 … 3");
  });

  test("names several lines and takes tensors", async () => {
    const text = (
      await plots.curve({ train: [3, 1], test: tf.tensor1d([4, 2]) }, { x: [0, 100] })
    ).toTerminal({ colour: false });
    expect(text).toContain("x 0 … 100, y 1 … 4");
    expect(text).toContain("train (last 1), test (last 2)");
    await expect(plots.curve({ train: [1, 2, 3] }, { x: [0, 1] })).rejects.toThrow(
      /"train" has 3 points and the x axis 2/,
    );
  });

  test("leaves a gap where a value is not finite, and survives nothing but those", async () => {
    const text = (await plots.curve([0, Number.NaN, 0])).toTerminal({ columns: 3, rows: 1, colour: false });
    expect(text.split("\n")[0]?.[1]).toBe(" ");
    expect((await plots.curve([Number.NaN])).toTerminal({ colour: false })).toContain("y 0 … 1");
  });

  test("is saved as a PNG of the size asked for", async () => {
    const path = join(folder, "loss.png");
    await (await plots.curve({ loss: [3, 2, 1] }, { title: "loss" })).save(path, { width: 320, height: 200 });
    const png = PNG.sync.read(readFileSync(path));
    expect([png.width, png.height]).toEqual([320, 200]);
  });
});

describe("histogram", () => {
  test("draws bars as high as their counts", async () => {
    const plot = await plots.histogram([0, 0, 0, 0, 1], { bins: 2, title: "two bins" });
    const rows = plot.toTerminal({ columns: 2, rows: 2, colour: false }).split("\n");
    expect(rows[1]?.[0]).not.toBe(" ");
    expect(rows[1]?.[1]).toBe(" ");
    expect(rows[2]?.[1]).not.toBe(" ");
    expect(rows.at(-1)).toBe("x 0 … 1, 5 of 5 values, at most 4 a bin");
  });

  test("leaves out what is beyond its range or not a number", async () => {
    const plot = await plots.histogram([0.5, 3, Number.NaN], { range: [0, 1] });
    expect(plot.toTerminal({ colour: false })).toContain("1 of 3 values");
  });
});

describe("scatter", () => {
  test("puts each point in its place in the colour of its class", async () => {
    const plot = await plots.scatter(
      tf.tensor2d([
        [0, 0],
        [1, 1],
      ]),
      { labels: [0, 1] },
    );
    const text = plot.toTerminal({ columns: 2, rows: 1, colour: true });
    expect(text).toContain("\x1b[38;2;0;0;0m\x1b[48;2;120;190;255m▀\x1b[38;2;255;180;100m\x1b[48;2;0;0;0m▀");
    expect(text).toContain("2 points, x 0 … 1, y 0 … 1");
    await expect(plots.scatter(tf.ones([4, 3]))).rejects.toThrow(/\[points, 2\]/);
  });
});

describe("diagram", () => {
  const cross: plots.Shape[] = [
    {
      line: [
        [-9, 0],
        [9, 0],
      ],
      pen: [255, 0, 0],
      width: 3,
    }, // longer than the axes show
    { dot: [0, 1], pen: "hit" },
  ];

  test("draws both axes at one scale and cuts what lies beyond them", async () => {
    const plot = plots.diagram(cross, { x: [-1, 1], y: [-1, 1], axes: false });
    const { at } = pixelsOf(plot, { width: 400, height: 220 });
    expect(at(200, 110)).toEqual([255, 0, 0]);
    expect(at(2, 110)).toEqual([255, 255, 255]); // the margin
    expect(at(200, 12)).toEqual([20, 140, 70]); // y = 1 is at the top although the sheet is wide
  });

  test("in the terminal is thin, without words", async () => {
    const plain = cross.map((shape): plots.Shape => ({ ...shape, pen: "plain" }));
    const plot = plots.diagram([...plain, { word: "here", at: [0, 0], pen: "plain" }], {
      x: [-1, 1],
      y: [-1, 1],
    });
    expect(plot.toTerminal({ columns: 4, rows: 2, colour: false })).toBe("▄▄█▄\n    ");
  });
});

describe("panels", () => {
  const white = (side: number, title = "") => plots.image(tf.ones([side, side]), { title, range: [0, 1] });

  test("stand beside one another, and one below the other, as close as they fit", async () => {
    const two = [await white(2, "left"), await white(2, "right")];
    expect(plots.panels(two).toTerminal({ columns: 5, rows: 1, colour: false })).toBe("██░██\nleft | right");
    const rows = plots.panels(two, { perRow: 1 }).screen(9, 5);
    expect([rows.width, rows.height, rows.at(0, 0), rows.at(0, 2)]).toEqual([
      2,
      5,
      [255, 255, 255],
      [64, 64, 96],
    ]);
  });

  test("leave words to the legend", async () => {
    const both = plots.panels([await white(2, "a square"), plots.table([["a", "1"]])]);
    expect(both.toTerminal({ columns: 4, rows: 1, colour: false })).toBe("██\na square\na  1");
  });
});

describe("table", () => {
  const rows = [
    ["layer", "size"],
    ["linear", "10"],
  ];
  test("is lines of text in the terminal, with a mark before a wrong row", () => {
    expect(plots.table(rows, { title: "sizes" }).toTerminal()).toBe("sizes\nlayer   size\nlinear  10");
    expect(plots.table(rows, { wrong: [1] }).legend).toEqual(["  layer   size", "! linear  10"]);
  });
  test("shows a wrong row in red on paper", () => {
    const { width, height, at } = pixelsOf(plots.table(rows, { wrong: [1] }));
    const colours = new Set<string>();
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) colours.add(String(at(x, y)));
    expect(colours).toContain("205,45,45");
  });
});

describe("bars", () => {
  test("are as long as their values; what is no number has none", async () => {
    const plot = await plots.bars([4, 1, Number.NaN], { names: ["big", "small"], marked: [2] });
    expect(plot.legend).toEqual(["big   ████████████████ 4", "small ████ 1", "2     NaN !"]);
  });
});

describe("gallery", () => {
  test("says of each picture how sure it is and whether it is marked", async () => {
    const plot = await plots.gallery(tf.zeros([2, 1, 2, 4]), {
      captions: ["7", "1, is 7"],
      shares: [1, 0.5],
      marked: [1],
    });
    const screen = plot.screen(9, 4);
    expect([screen.width, screen.height]).toEqual([9, 4]);
    expect([screen.at(3, 2), screen.at(6, 2), screen.at(7, 2)]).toEqual([
      [60, 190, 110],
      [235, 70, 60],
      [0, 0, 0],
    ]);
    expect(plot.legend).toEqual(["7 · 1, is 7"]);
    await expect(plots.gallery(tf.zeros([2, 3, 2, 4]))).rejects.toThrow(/\[pictures, 1, height, width\]/);
  });
});

describe("what all share", () => {
  test("depths are bright near by, and nearly black where nothing is", async () => {
    const plot = await plots.heatMap(tf.tensor2d([[1, 2, Number.POSITIVE_INFINITY]]), {
      colours: "embers",
      reversed: true,
    });
    const screen = plot.screen(3, 1);
    expect([screen.at(0, 0), screen.at(1, 0), screen.at(2, 0)]).toEqual([
      [252, 247, 210],
      [12, 4, 43],
      [10, 10, 16],
    ]);
    expect(plot.legend).toEqual(["1 × 3, 1 bright … dark 2"]);
  });

  test("axes are marked at round numbers", () => {
    expect(ticksOf({ min: 0, max: 59 }, 6)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(ticksOf({ min: -0.156, max: 0.156 }, 7).map((x) => Number(x.toFixed(9)))).toEqual([
      -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15,
    ]);
    expect(ticksOf({ min: 0.4, max: 0.69 }, 3).map((x) => Number(x.toFixed(9)))).toEqual([0.4, 0.5, 0.6]);
  });

  test("letters are as wide as they are, capitals and small ones apart", () => {
    expect(textWidth("il", 1)).toBeLessThan(textWidth("mw", 1));
    const drawn = (text: string) => {
      const raster = new Raster(8, 10, [0, 0, 0]);
      writeText(raster, text, 0, 0, 1, [255, 255, 255]);
      return String(raster.pixels);
    };
    expect(drawn("a")).not.toBe(drawn("A"));
    expect(drawn("☃")).toBe(drawn("☂")); // a box for what there is no letter for
  });
});
