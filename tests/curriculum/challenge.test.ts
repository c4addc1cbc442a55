import { expect, test } from "vitest";
import { passedByChallenge } from "../../src/curriculum/index.ts";
import type { Catalogue, Room } from "../../src/curriculum/model.ts";

const room = (id: string, requires: string[], kind: Room["kind"] = "room") =>
  ({ id, requires, kind }) as unknown as Room;

const catalogue = {
  sections: [
    {
      rooms: [
        room("a", []),
        room("b", ["a"]),
        room("c", ["b"]),
        room("aside", ["a"], "side"),
        room("boss", ["c"], "boss"),
      ],
    },
  ],
} as unknown as Catalogue;

test("a passed boss stands in for every room it requires, near and far, and for no other", () => {
  expect([...passedByChallenge(catalogue, new Set(["boss"]))].sort()).toEqual(["a", "b", "c"]);
});

test("rooms that were passed themselves are not by challenge, and without the boss there is none", () => {
  expect([...passedByChallenge(catalogue, new Set(["boss", "a"]))].sort()).toEqual(["b", "c"]);
  expect([...passedByChallenge(catalogue, new Set(["a", "c"]))]).toEqual([]);
});
