import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { Grader } from "../../src/grading/grader.ts";
import { hintFor } from "../../src/hints/index.ts";
import { HELD_BACK, type HeldBack } from "./held-back.ts";

const root = join(import.meta.dirname, "..", "..");
const rooms = readCatalogue(root).sections.flatMap((section) => section.rooms);

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start({ root, rooms, backend: "wasm" });
});
afterAll(() => grader.close());

describe("the technique on the screen for a wrong answer that no decoy was written for", () => {
  test.each(HELD_BACK.map((held) => [`${held.room}: ${held.name}`, held] as const))(
    "%s",
    async (_title, held) => {
      const room = roomOf(held);
      const path = room.files.solution;
      const { verdict, cases } = await grader.grade({ room, path, text: answerOf(held, room) });
      expect(verdict).toBe("failed");
      const failing = cases.find(({ status }) => status !== "pass");
      const { technique } = hintFor(room, failing, []);
      const why = `${failing?.id} (${failing?.diagnosis?.name}): ${failing?.failure?.message}`;
      if (held.missed === undefined) expect(held.helps, why).toContain(technique);
      else expect(held.helps, `${why}, which is no longer missed`).not.toContain(technique);
    },
  );
});

function roomOf({ room }: HeldBack): Room {
  const found = rooms.find(({ id }) => id === room);
  if (found === undefined) throw new Error(`there is no room ${room}`);
  return found;
}

/** The solution with the slip in it. */
function answerOf({ slip }: HeldBack, { files }: Room): string {
  return slip.reduce(
    (text, [from, to]) => {
      expect(text.split(from), `the solution has this once: ${from}`).toHaveLength(2);
      return text.replace(from, () => to);
    },
    readFileSync(files.solution, "utf8"),
  );
}
