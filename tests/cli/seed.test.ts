import { expect, test } from "vitest";
import { seedGoingOn, USUAL_SEED } from "../../src/cli/seed.ts";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { ANSWER, open, run, temporaryWorkspace } from "../progress/support.ts";
import { root } from "./arena.ts";

const rooms = readCatalogue(root).sections.flatMap((section) => section.rooms);
const room = (id: string) => rooms.find((each) => each.id === id) as Room;

test("a kata goes on with the inputs it was last asked with, a room with the usual ones", () => {
  const { store } = open(temporaryWorkspace());
  expect(seedGoingOn(room("katas/einsum"), store)).toBe(USUAL_SEED);
  store.recordRun(run({ room: "katas/einsum", seed: 20_261_128 }), { answerText: ANSWER });
  store.recordRun(run({ room: "0.2/relu", seed: 7 }), { answerText: ANSWER });
  expect(seedGoingOn(room("katas/einsum"), store)).toBe(20_261_128);
  expect(seedGoingOn(room("0.2/relu"), store)).toBe(USUAL_SEED);
});
