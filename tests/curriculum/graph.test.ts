import { expect, test } from "vitest";
import {
  findCycle,
  nextRoom,
  nextSideRoom,
  openRooms,
  readCatalogue,
  whereTypeOccurs,
  whereUsed,
} from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { SOUND } from "./support.ts";

const catalogue = readCatalogue(SOUND);
const [rows] = catalogue.sections;
const [sums] = rows?.rooms ?? [];
if (rows === undefined || sums === undefined) throw new Error("the fixture has a section with rooms");
const ids = (rooms: readonly Room[]) => rooms.map(({ id }) => id);
const room = (id: string, requires: readonly string[] = [], kind: Room["kind"] = "room"): Room => ({
  ...sums,
  id,
  requires,
  kind,
});

test("a room opens when everything it requires was passed", () => {
  expect(ids(openRooms(catalogue, new Set()))).toEqual(["9.8/row-sums", "katas/reduce"]);
  expect(ids(openRooms(catalogue, new Set(["9.8/row-sums"])))).toEqual(["9.8/row-means", "katas/reduce"]);
});

test("the next room is the first open one after where one is, then from the beginning", () => {
  const section = { rooms: [room("a"), room("b"), room("side", [], "side"), room("d", ["a"])] };
  expect(nextRoom(section, new Set())?.id).toBe("a");
  expect(nextRoom(section, new Set(), "a")?.id).toBe("b");
  expect(nextRoom(section, new Set(["b"]), "b")?.id).toBe("a");
  expect(nextRoom(section, new Set(["a", "b"]), "b")?.id).toBe("d");
  expect(nextRoom(section, new Set(["a", "b", "d"]))).toBeUndefined();
});

test("a side room is offered by itself, never as the next one of the main path", () => {
  const section = {
    rooms: [room("a"), room("s", [], "side"), room("t", ["a"], "side"), room("u", ["z"], "side")],
  };
  expect(nextSideRoom(section, new Set())?.id).toBe("s");
  expect(nextSideRoom(section, new Set(["a"]), "s")?.id).toBe("t");
  expect(nextSideRoom(section, new Set(["a", "t"]), "t")?.id).toBe("s");
  expect(nextSideRoom(section, new Set(["a", "s", "t"]))).toBeUndefined();
});

test("a circle of requirements is found, a diamond is none", () => {
  expect(findCycle([room("a", ["b"]), room("b", ["c"]), room("c", ["b"])])).toEqual(["b", "c"]);
  expect(findCycle([room("a", ["a"])])).toEqual(["a"]);
  expect(
    findCycle([room("top", ["left", "right"]), room("left", ["end"]), room("right", ["end"]), room("end")]),
  ).toBeUndefined();
});

test("a technique and a type know where they come up", () => {
  const places = (found: ReturnType<typeof whereUsed>) =>
    found.map(({ room: { id }, subProblem }) => `${id}#${subProblem.id}`);
  expect(places(whereUsed(catalogue, "reduce"))).toEqual([
    "9.8/row-sums#reduce",
    "9.8/row-means#reduce",
    "9.8/row-means#divide",
    "katas/reduce#total",
  ]);
  expect(places(whereTypeOccurs(catalogue, "scale"))).toEqual(["9.8/row-means#divide"]);
});
