import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { currentSection, roomToGoOn } from "../../src/cli/rooms-overview.ts";
import { wayOn } from "../../src/cli/watch/way-on.ts";
import { dungeon, readCatalogue } from "../../src/curriculum/index.ts";
import type { Room, Section } from "../../src/curriculum/model.ts";

const catalogue = readCatalogue(join(import.meta.dirname, "..", ".."));
const rooms = catalogue.sections.flatMap((section) => section.rooms);
const sectionOf = (id: string) => dungeon(catalogue).find((section) => section.id === id) as Section;
const roomOf = (id: string) => rooms.find((room) => room.id === id) as Room;
const idsOf = (section: Section, kinds: readonly string[]) =>
  section.rooms.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);

const cnns = sectionOf("0.2");
const boss = roomOf("0.2/copy-and-predict");
const mainPath = idsOf(cnns, ["room", "boss"]);
const everythingHere = idsOf(cnns, ["room", "boss", "side"]);
const from = (room: Room, passed: readonly string[]) =>
  wayOn(room, cnns, catalogue, new Set(passed), [room.id]);

describe("the way on from a passed room", () => {
  test("is the next door of its section", () => {
    expect(from(roomOf("0.2/relu"), ["0.2/relu"])).toMatchObject({ by: "door", id: "0.2/linear" });
  });

  test("is a side door once the boss is beaten, not the end", () => {
    expect(from(boss, mainPath)).toMatchObject({ by: "side", id: "0.2/conv2d-module" });
  });

  test("is the next dungeon once nothing is left here", () => {
    expect(from(boss, everythingHere)).toMatchObject({ by: "dungeon", id: "0.1/make-rays-1d" });
  });

  test("ends where everything is passed", () => {
    expect(
      from(
        boss,
        rooms.map(({ id }) => id),
      ),
    ).toBeUndefined();
  });

  test("leads from a kata back to the room that was left for it", () => {
    const kata = roomOf("katas/einsum");
    const katas = catalogue.sections.find(({ id }) => id === "katas") as Section;
    const way = wayOn(kata, katas, catalogue, new Set([kata.id]), [kata.id, "0.2/linear"]);
    expect(way).toMatchObject({ by: "back", id: "0.2/linear" });
  });
});

describe("where one is", () => {
  test("is the side room that one stands in, though the main path is walked", () => {
    const passed = new Set(mainPath);
    const recent = ["0.2/strides", boss.id];
    expect(currentSection(catalogue, passed, recent)?.id).toBe("0.2");
    expect(roomToGoOn(catalogue, passed, recent)?.id).toBe("0.2/strides");
  });
});
