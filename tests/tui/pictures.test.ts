import { describe, expect, test } from "vitest";
import type { Drawn } from "../../src/pictures/picture.ts";
import { pictureBlock } from "../../src/tui/blocks/picture.ts";
import { sparkline } from "../../src/tui/blocks/sparkline.ts";
import { standing } from "../../src/tui/blocks/standing.ts";
import { resolveKey } from "../../src/tui/keys.ts";
import { plainReporter } from "../../src/tui/plain.ts";
import { reduce } from "../../src/tui/reducer.ts";
import type { WatchState } from "../../src/tui/state.ts";
import { ASCII, UNICODE } from "../../src/tui/text/glyphs.ts";
import { lineText } from "../../src/tui/text/line.ts";
import { lineWidth } from "../../src/tui/text/width.ts";
import { names, states } from "./fixtures.ts";

const frames = {
  frames: [{ width: 120, height: 60, pixels: new Uint8Array(120 * 60 * 3).fill(255) }],
  milliseconds: 0,
};
const drawn: Drawn = {
  kind: "picture",
  picture: { kind: "raster", title: "A white sheet", paper: frames, screen: frames, legend: ["all white"] },
};
const look = { width: 38, glyphs: UNICODE };
const running = (): WatchState =>
  reduce(states.waiting, {
    type: "run-started",
    run: states.waiting.newestRun + 1,
    hash: "b".repeat(64),
    cases: names,
  });
const runOf = (state: WatchState): number => state.run ?? -1;

describe("the picture on the screen", () => {
  test("fits 40 columns and the pane's height", () => {
    const lines = pictureBlock(drawn, look, 20, "true-colour");
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(look.width);
    expect(lines.map(lineText).join("\n")).toContain("all white");
  });
  test("needs no escape code without colour", () => {
    const text = pictureBlock(drawn, look, 20, "shades").map(lineText).join("");
    expect(text).toContain("█");
    expect(text).not.toContain("\x1b");
  });
  test("says why there is none", () => {
    const lines = pictureBlock({ kind: "no-picture", why: "your code threw." }, look, 20);
    expect(lines.map(lineText)).toEqual(["No picture: your code threw."]);
  });
  test("belongs to its run: the next save takes it away", () => {
    const state = running();
    const after = reduce(state, { type: "drawn", run: runOf(state), drawn, path: "a.png" });
    expect(after.picture).toMatchObject({ kind: "picture", path: "a.png" });
    expect(
      reduce(after, { type: "drawn", run: runOf(state) - 1, drawn: { kind: "no-picture", why: "" } }),
    ).toBe(after);
    const next = reduce(after, { type: "run-started", run: runOf(state) + 1, hash: "", cases: names });
    expect(next.picture).toBeUndefined();
  });
  test("v opens and closes it", () => {
    expect(resolveKey("v", { overlay: undefined })).toBe("picture");
    expect(resolveKey("v", { overlay: { kind: "picture" } })).toBe("close");
  });
});

describe("a training", () => {
  test("is a bar and a falling curve", () => {
    let state = running();
    for (const [step, loss] of [
      [10, 3],
      [20, 2],
      [30, 1],
    ] as const)
      state = reduce(state, { type: "progress", run: runOf(state), progress: { step, of: 60, loss } });
    expect(standing(state, UNICODE, 900).text).toMatch(/^training .{10} 30\/60 loss 1 █▅▁$/);
  });
  test("starts its curve anew when its steps do", () => {
    let state = running();
    for (const step of [10, 20, 5])
      state = reduce(state, {
        type: "progress",
        run: runOf(state),
        progress: { step, of: undefined, loss: step },
      });
    expect(state.training?.losses).toEqual([5]);
  });
  test("a sparkline is as wide as asked for", () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], 4, UNICODE)).toHaveLength(4);
    expect(sparkline([1, 2], 8, ASCII)).toBe("_^");
    expect(sparkline([Number.NaN], 8, ASCII)).toBe("");
  });
});

describe("the plain twin", () => {
  test("names the picture's file, and speaks of a training at each quarter", () => {
    const state = running();
    let said = "";
    const report = plainReporter((text) => {
      said += text;
    });
    for (const step of [10, 24, 26, 30, 51])
      report({ type: "progress", run: runOf(state), progress: { step, of: 100, loss: 0.5 } }, state);
    report({ type: "drawn", run: runOf(state), drawn, path: ".arena/pictures/0.2-relu.png" }, state);
    expect(said).toBe(
      "training   26%, step 26 of 100, loss 0.5\ntraining   51%, step 51 of 100, loss 0.5\npicture: .arena/pictures/0.2-relu.png\n",
    );
  });
});
