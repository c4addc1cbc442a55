import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { composeFrame } from "../../src/tui/layout/compose.ts";
import { visibleLines } from "../../src/tui/layout/plan.ts";
import { reduce } from "../../src/tui/reducer.ts";
import { ASCII, UNICODE } from "../../src/tui/text/glyphs.ts";
import { lineWidth } from "../../src/tui/text/width.ts";
import { states } from "./fixtures.ts";
import { type Drawing, frame } from "./frames.tsx";

type Name = keyof typeof states;
const names = Object.keys(states) as Name[];
const SIZES = [
  [120, 40],
  [80, 24],
  [40, 20],
  [30, 16],
] as const;

/** The frames of all these states, one below the other, as a person would leaf through them. */
function album(of: readonly Name[], columns: number, rows: number, drawing: Drawing = {}): string {
  return of.map((name) => `=== ${name}\n${frame(states[name], columns, rows, drawing)}\n`).join("\n");
}

describe("every state of the screen, whole", () => {
  for (const [columns, rows] of SIZES) {
    test(`at ${columns}×${rows}`, async () => {
      await expect(album(names, columns, rows)).toMatchFileSnapshot(`snapshots/${columns}x${rows}.txt`);
    });
  }

  test("in colour", async () => {
    const coloured = album(["grading", "wrongShape", "hinted", "passed", "map"], 120, 40, { colour: true });
    await expect(coloured).toMatchFileSnapshot("snapshots/120x40.colour.txt");
  });

  test("in ASCII, for a locale that has no more", async () => {
    await expect(
      album(["wrongValues", "passed", "map", "help"], 80, 40, { ascii: true }),
    ).toMatchFileSnapshot("snapshots/80x40.ascii.txt");
  });
});

describe("a room just entered", () => {
  test("says first what is to be written", () => {
    const lines = frame(states.stub, 80, 24).split("\n");
    const at = (part: string) => lines.findIndex((text) => text.includes(part));
    expect(at("Write relu(x)")).toBeGreaterThan(0);
    expect(at("Write relu(x)")).toBeLessThan(at("Not yet: write relu."));
  });
});

describe("a hint's code", () => {
  test("is never cut: a long line goes on in the next", () => {
    const code = "const windows = index(strips, ':', ':', ':', ':', columns); // the last word";
    const rungs = [{ rung: "line" as const, summary: "The line", body: `\`\`\`ts\n${code}\n\`\`\`` }];
    const subProblem = states.wrongValues.failure?.subProblem;
    if (subProblem === undefined) throw new Error("the fixture fails in no sub-problem");
    const hint = { subProblem, technique: "maximum", seen: rungs, remaining: 0 };
    const hinted = reduce(states.wrongValues, { type: "hint-shown", hint });
    const words = frame(hinted, 40, 40).replace(/\s+/g, " ");
    for (const word of code.split(" ")) expect(words).toContain(word);
  });
});

describe("a frame", () => {
  test.each(SIZES)(
    "drawn by Ink at %i×%i is never wider than the screen, and leaves its last row free",
    (columns, rows) => {
      for (const name of names) {
        for (const drawing of [{}, { colour: true }, { ascii: true }]) {
          const lines = frame(states[name], columns, rows, drawing).split("\n");
          expect(lines.length, name).toBeLessThan(rows);
          expect(Math.max(...lines.map((text) => stringWidth(text))), name).toBeLessThanOrEqual(columns);
        }
      }
    },
  );

  test("fits every size of window, down to one that is too small", () => {
    for (const name of names) {
      for (let columns = 1; columns <= 140; columns += columns < 60 ? 1 : 7) {
        for (const rows of [1, 2, 9, 10, 13, 21, 22, 24, 50]) expectToFit(name, columns, rows);
      }
    }
  });

  test("keeps its footer on the same row whatever it shows", () => {
    for (const name of names) expect(frame(states[name], 80, 24).split("\n"), name).toHaveLength(23);
  });

  test("without colour has no escape codes, and says in signs and words all that colour says", () => {
    for (const name of names) {
      const plain = frame(states[name], 80, 24);
      expect(plain).not.toContain("\u001b");
      const coloured = stripVTControlCharacters(frame(states[name], 80, 24, { colour: true }));
      expect(coloured.replace(/ +$/gm, "")).toBe(plain.replace(/ +$/gm, ""));
    }
  });

  test("in ASCII has nothing but ASCII where the room's own text has nothing else", () => {
    for (const name of names)
      expect(frame(states[name], 100, 40, { ascii: true }), name).toMatch(/^[\n -~]*$/);
  });
});

function expectToFit(name: Name, columns: number, rows: number): void {
  const appearance = { glyphs: columns % 2 ? ASCII : UNICODE, colour: false };
  const plan = composeFrame(states[name], { columns, rows, appearance, elapsed: 0, gateStage: 3 });
  const height = plan.top.length + Math.max(0, ...plan.panes.map((pane) => pane.height)) + plan.bottom.length;
  expect(height, `${name} at ${columns}×${rows}`).toBeLessThanOrEqual(Math.max(0, rows - 1));
  const seams = 3 * Math.max(0, plan.panes.length - 1);
  expect(plan.panes.reduce((sum, pane) => sum + pane.width, seams)).toBeLessThanOrEqual(columns);
  for (const of of [...plan.top, ...plan.bottom])
    expect(lineWidth(of), `${name} at ${columns}×${rows}`).toBeLessThanOrEqual(columns);
  for (const pane of plan.panes) {
    for (const of of visibleLines(pane))
      expect(lineWidth(of), `${name} at ${columns}×${rows}`).toBeLessThanOrEqual(pane.width);
  }
}

describe("what a learner sees", () => {
  test("the failing case: both values, the rows that differ marked, the sentence on where, in sight at once", () => {
    const seen = frame(states.wrongValues, 80, 24);
    expect(seen).toContain("expected [4, 3] float32");
    expect(seen).toContain("yours [4, 3] float32");
    expect(seen).toMatch(/\[0\.2, 0\.0, 0\.5\], +≠ +\[0\.2, 0\.0, -0\.5\]/);
    expect(seen).toMatch(/tensor\(\[\[0\.0, 1\.5, 0\.0\], +│ tensor/);
    expect(seen).toContain("the first at [1, 2]");
  });

  test("the same values one below the other where they do not fit side by side", () => {
    const seen = frame(states.wrongValues, 40, 40);
    expect(seen.indexOf("expected [4, 3]")).toBeLessThan(seen.indexOf("yours [4, 3]"));
    expect(seen).not.toMatch(/expected.*yours/);
    expect(seen).toMatch(/≠ +\[0\.2, 0\.0, -0\.5\]/);
  });

  test("why it fails, before the values on a screen where they would push it out of sight", () => {
    const seen = frame(states.wrongShape, 80, 24);
    expect(seen.indexOf("Why  This is your input")).toBeGreaterThan(0);
    expect(seen.indexOf("Why  This is your input")).toBeLessThan(seen.indexOf("expected [2, 3, 4]"));
  });

  test("why it fails, in a sentence, and the technique that the mistake points to", () => {
    const seen = frame(states.wrongShape, 120, 40);
    expect(seen).toContain("Why  This is your input with its first two axes merged into one.");
    expect(seen).toContain("◆ broadcasting  t opens its page");
  });

  test("a hint just asked for, even on a screen too short for everything", () => {
    expect(frame(states.hinted, 80, 24)).toContain("The larger of `x` and `0`");
    expect(frame(states.hinted, 40, 20)).toContain("The larger of `x` and `0`");
  });

  test("the passed room: what was learned, the tool earned, the next door and its key", () => {
    const seen = frame(states.passed, 80, 24);
    for (const text of ["ReLU is passed", "Keep the shape and the dtype", "◆ maximum", "n › Max pooling"])
      expect(seen).toContain(text);
    expect(seen).toContain("s solution");
  });

  test("a question with the keys that answer it, over what was on screen", () => {
    const seen = frame(states.confirm, 80, 24);
    expect(seen).toContain("Reset 01-relu.ts? Yours is archived first.");
    expect(seen).toContain("y yes  esc no");
    expect(seen).toContain("keeps the shape of [2, 3, 4]");
  });

  test("how long a slow run has been going", () => {
    expect(frame(states.grading, 80, 24, { elapsed: 12_300 })).toContain("grading, 12.3 s");
    expect(frame(states.grading, 80, 24, { elapsed: 30 })).toContain("─ grading ─");
  });
});
