import { describe, expect, test } from "vitest";
import { type ScrollStep, scrollTarget } from "../../src/tui/keys.ts";
import { composeFrame } from "../../src/tui/layout/compose.ts";
import { type Pane, scrollingPane, scrollLimit, visibleLines } from "../../src/tui/layout/plan.ts";
import { reduce } from "../../src/tui/reducer.ts";
import type { WatchState } from "../../src/tui/state.ts";
import { UNICODE } from "../../src/tui/text/glyphs.ts";
import { lineText } from "../../src/tui/text/line.ts";
import { play, states } from "./fixtures.ts";
import { frame } from "./frames.tsx";

function paneOf(state: WatchState, columns = 80, rows = 24): Pane {
  const appearance = { glyphs: UNICODE, colour: false };
  const pane = scrollingPane(composeFrame(state, { columns, rows, appearance, elapsed: 0, gateStage: 3 }));
  if (pane === undefined) throw new Error("this screen has no pane");
  return pane;
}

/** What the screen does with a scrolling key. */
function press(state: WatchState, step: ScrollStep): WatchState {
  const { lines, height, offset } = paneOf(state);
  return reduce(state, {
    type: "scrolled",
    to: scrollTarget(step, offset, height, scrollLimit({ lines, height })),
  });
}

describe("a page longer than the screen", () => {
  test("is read to its last line page by page, no line missed", () => {
    let state = states.page;
    const seen = new Set<string>();
    for (let page = 0; page < 20; page++) {
      for (const of of visibleLines(paneOf(state))) seen.add(lineText(of));
      state = press(state, "page-down");
    }
    const all = new Set(paneOf(state).lines.map(lineText));
    expect(all.size).toBeGreaterThan(60);
    expect(seen).toEqual(all);
    expect(frame(state, 80, 24)).toContain("line 60");
  });

  test("says how much is out of sight above and below", () => {
    expect(frame(states.page, 80, 24)).toMatch(/─ ↓ 7\d more ─$/m);
    expect(frame(press(states.page, "line-down"), 80, 24)).toMatch(/─ ↑ 1 {2}↓ 7\d more ─$/m);
    expect(frame(press(states.page, "bottom"), 80, 24)).toMatch(/─ ↑ 7\d ─$/m);
  });

  test("does not scroll past its ends", () => {
    expect(paneOf(press(states.page, "line-up")).offset).toBe(0);
    const bottom = press(states.page, "bottom");
    expect(paneOf(press(bottom, "page-down")).offset).toBe(paneOf(bottom).offset);
    expect(paneOf(press(bottom, "top")).offset).toBe(0);
  });

  test("hands Ink only what can be seen", () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i}`);
    const state = play(states.page, {
      type: "overlay-opened",
      overlay: { kind: "page", title: "long", lines },
    });
    expect(visibleLines(paneOf(state)).length).toBeLessThan(24);
  });
});

describe("a window that grows while scrolled to the end", () => {
  test("shows the end, not an empty screen", () => {
    const bottom = press(states.page, "bottom");
    const pane = paneOf(bottom, 80, 60);
    expect(visibleLines(pane)).toHaveLength(pane.height);
  });
});

describe("a wide screen with more cases than rows", () => {
  test("folds what passes and keeps the case in question in sight", () => {
    const seen = frame(states.wrongShape, 120, 14);
    expect(seen).toContain("▸ ✗ keeps the shape of [2, 3, 4]");
    expect(seen).not.toContain("keeps what is above zero");
    expect(seen).toContain("✓ 1 Compare every element with zero");
  });
});
