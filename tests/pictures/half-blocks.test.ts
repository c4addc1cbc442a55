import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { gifOf } from "../../src/pictures/gif.ts";
import { inlineImage } from "../../src/pictures/graphics.ts";
import { halfBlocks, shadingOf } from "../../src/pictures/half-blocks.ts";
import { enlarged, type PictureFrame, shrunk } from "../../src/pictures/picture.ts";
import { pngOf } from "../../src/pictures/png.ts";

const frame = (width: number, height: number, ...greys: number[]): PictureFrame => ({
  width,
  height,
  pixels: Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey])),
});

describe("a picture in the terminal", () => {
  const blackOverWhite = frame(1, 2, 0, 255);

  test("is a half block in two true colours", () => {
    expect(halfBlocks(blackOverWhite, "true-colour")).toEqual([
      "\x1b[38;2;0;0;0m\x1b[48;2;255;255;255m▀\x1b[0m",
    ]);
  });
  test("takes the nearest of 256 colours", () => {
    expect(halfBlocks(blackOverWhite, "256-colours")).toEqual(["\x1b[38;5;16m\x1b[48;5;231m▀\x1b[0m"]);
  });
  test("without colour is told by brightness, in ASCII too", () => {
    expect(halfBlocks(blackOverWhite, "shades")).toEqual(["▄"]);
    expect(halfBlocks(frame(3, 1, 0, 128, 255), "ascii")).toEqual([" +@"]);
  });
  test("without colour is as bright as the signs can say", () => {
    expect(halfBlocks(frame(2, 2, 0, 120, 0, 120), "shades")).toEqual([" █"]);
    expect(halfBlocks(frame(1, 1, 4), "shades")).toEqual(["░"]); // but black stays dark
  });
  test("uses colours only where the terminal says that it has them", () => {
    const able = { colour: true, unicode: true };
    expect(shadingOf({ COLORTERM: "truecolor" }, able)).toBe("true-colour");
    expect(shadingOf({ TERM: "xterm-256color" }, able)).toBe("256-colours");
    expect(shadingOf({ TERM: "xterm" }, able)).toBe("shades");
    expect(shadingOf({ COLORTERM: "truecolor" }, { ...able, colour: false })).toBe("shades");
    expect(shadingOf({ COLORTERM: "truecolor" }, { ...able, unicode: false })).toBe("ascii");
  });
});

describe("its size", () => {
  test("shrinks by means and keeps its proportions", () => {
    expect(shrunk(frame(4, 2, 0, 100, 10, 30, 0, 100, 10, 30), { width: 2, height: 9 })).toEqual(
      frame(2, 1, 50, 20),
    );
  });
  test("grows by whole numbers only", () => {
    expect(enlarged(frame(1, 1, 7), { width: 3, height: 2 })).toEqual(frame(2, 2, 7, 7, 7, 7));
  });
});

describe("its files", () => {
  test("a PNG has the same pixels", () => {
    const png = PNG.sync.read(Buffer.from(pngOf(frame(2, 1, 9, 200))));
    expect([png.width, png.height, ...png.data]).toEqual([2, 1, 9, 9, 9, 255, 200, 200, 200, 255]);
  });
  test("several frames make an animated GIF", () => {
    const gif = Buffer.from(gifOf({ frames: [frame(1, 1, 0), frame(1, 1, 255)], milliseconds: 100 }));
    expect(gif.subarray(0, 6).toString()).toBe("GIF89a");
    expect(gif.toString("latin1").split("\x21\xf9").length - 1).toBe(2); // a graphic control block a frame
  });
  test("a terminal with graphics gets the PNG in base64, kitty in chunks of 4096", () => {
    const png = Uint8Array.from({ length: 4000 }, (_, i) => i % 251);
    const kitty = inlineImage(png, "kitty");
    const parts = kitty
      .split("\x1b_G")
      .slice(1)
      .map((part) => part.replace("\x1b\\", "").split(";"));
    expect(parts.map(([keys]) => keys)).toEqual(["a=T,f=100,q=2,m=1", "m=0"]);
    expect(Buffer.from(parts.map(([, data]) => data).join(""), "base64").equals(png)).toBe(true);
    expect(inlineImage(png, "iterm")).toContain("File=inline=1;size=4000");
  });
});
