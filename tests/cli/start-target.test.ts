import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EXIT } from "../../src/cli/exit.ts";
import { startTarget } from "../../src/cli/start-target.ts";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { copyOfSound, SOUND } from "../curriculum/support.ts";

/** A small curriculum: unlike the real one, it has a technique without a kata, broadcasting. */
const small = readCatalogue(SOUND);

describe("a technique without a kata", () => {
  test.each(["broadcasting", "Broadcasting"])("%s names the page and the rooms that use it", (typed) => {
    const refused = refusalOf(() => startTarget(small, typed));
    expect(refused).toMatchObject({ exitCode: EXIT.couldNot });
    expect(refused?.message).toContain("Broadcasting has no kata yet. Its page: arena hint broadcasting");
    expect(refused?.message).toContain("arena start 9.8/row-means");
    expect(refused?.message).not.toContain("9.8/row-sums");
  });

  test("that has the name of a room begins the room", () => {
    const root = copyOfSound();
    writeFileSync(
      join(root, "techniques", "row-sums.md"),
      "---\ntitle: Row sums\nsummary: Adds up a row.\nsolves: [reduce-over-axes]\n---\n",
    );
    expect(startTarget(readCatalogue(root), "row-sums")).toMatchObject({
      kind: "room",
      room: { id: "9.8/row-sums" },
    });
  });
});

test("a technique with a kata begins it, and nothing else is told", () => {
  expect(startTarget(small, "reduce")).toEqual({
    kind: "room",
    room: expect.objectContaining({ id: "katas/reduce" }),
  });
});

test("a name that nothing has is refused with the nearest ones", () => {
  expect(refusalOf(() => startTarget(small, "brodcasting"))?.message).toContain("Did you mean broadcasting");
});

function refusalOf(attempt: () => unknown): Error | undefined {
  try {
    attempt();
  } catch (thrown) {
    return thrown as Error;
  }
  return undefined;
}
