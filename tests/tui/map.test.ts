import { expect, test } from "vitest";
import { dungeonMap } from "../../src/tui/blocks/map.ts";
import { UNICODE } from "../../src/tui/text/glyphs.ts";
import { lineText } from "../../src/tui/text/line.ts";
import { mapRows } from "./fixtures.ts";

const [flatten, linear] = mapRows;

test("a room that counts by challenge says so, in a wide window and a narrow one", () => {
  if (flatten === undefined || linear === undefined) throw new Error("the fixture has no rooms");
  const rows = [flatten, { ...linear, status: "challenged" as const }];
  for (const [width, words] of [
    [78, "passed by challenge"],
    [38, "by challenge"],
  ] as const) {
    const [passed = "", challenged = ""] = dungeonMap(rows, { width, glyphs: UNICODE }, false).lines.map(
      lineText,
    );
    expect(challenged).toMatch(new RegExp(`✓.*Linear.* ${words}`));
    expect(passed).toMatch(/✓.*Flatten.* passed/);
    expect(passed).not.toContain("challenge");
  }
});
