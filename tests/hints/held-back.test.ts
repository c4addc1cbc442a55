import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Grader } from "../../src/grading/grader.ts";
import { hintFor } from "../../src/hints/index.ts";
import { HELD_BACK, type HeldBack } from "./held-back.ts";
import { firstFailing, rooms, root } from "./slips.ts";

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start({ root, rooms, backend: "wasm" });
});
afterAll(() => grader.close());

describe("the technique on the screen for a wrong answer that no decoy was written for", () => {
  test.each(HELD_BACK.filter(({ missed }) => missed === undefined).map(titled))(
    "%s",
    async (_title, held) => {
      const { failing, technique } = await shownFor(held);
      const why = `${failing?.id} (${failing?.diagnosis?.name}): ${failing?.failure?.message}`;
      expect(held.helps, why).toContain(technique);
    },
  );

  test.each(HELD_BACK.filter(({ missed }) => missed !== undefined).map(titled))(
    "not yet right, but never told as somebody else's mistake: %s",
    async (_title, held) => {
      const { failing } = await shownFor(held);
      expect(failing?.diagnosis?.source, failing?.diagnosis?.sentence).not.toBe("decoy");
    },
  );
});

function titled(held: HeldBack): readonly [string, HeldBack] {
  return [`${held.room}: ${held.name}`, held];
}

async function shownFor({ room: id, slip }: HeldBack) {
  const { room, failing } = await firstFailing(grader, id, slip);
  return { failing, technique: hintFor(room, failing, []).technique };
}
