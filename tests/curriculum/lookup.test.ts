import { describe, expect, test } from "vitest";
import {
  findRoom,
  findSection,
  findSubProblemType,
  findTechnique,
  readCatalogue,
} from "../../src/curriculum/index.ts";
import { editDistance } from "../../src/curriculum/lookup/nearest.ts";
import type { Catalogue, Lookup } from "../../src/curriculum/model.ts";
import { SOUND } from "./support.ts";

const catalogue = readCatalogue(SOUND);
const found = <T extends { id?: string; name?: string }>(lookup: Lookup<T>) =>
  lookup.kind === "found" ? (lookup.value.id ?? lookup.value.name) : lookup.nearest;

describe("a room is found by", () => {
  test.each([
    ["its id", "9.8/row-sums"],
    ["an old id", "9.8/sum-of-rows"],
    ["any case", "9.8/Row-Sums"],
    ["the last part of its id", "row-sums"],
    ["its file", "01-row-sums.ts"],
    ["its file without the number", "row-sums.ts"],
    ["its file in its folder", "9.8-rows/01-row-sums.ts"],
    ["a path", "/home/me/arena-workspace/9.8-rows/01-row-sums.ts"],
    ["a Windows path", "..\\9.8-rows\\01-row-sums.ts"],
    ["its title", "Row sums"],
  ])("%s: %s", (_how, typed) => {
    expect(found(findRoom(catalogue, typed))).toBe("9.8/row-sums");
  });

  test("a misspelt name gives the nearest, a section's number its rooms, nonsense nothing", () => {
    expect(findRoom(catalogue, "rwo-sums")).toEqual({
      kind: "unknown",
      asked: "rwo-sums",
      nearest: ["9.8/row-sums"],
    });
    expect(found(findRoom(catalogue, "9.8"))).toEqual(["9.8/row-sums", "9.8/row-means"]);
    expect(found(findRoom(catalogue, "row"))).toEqual(["9.8/row-sums", "9.8/row-means"]);
    expect(found(findRoom(catalogue, "qqqqqqqq"))).toEqual([]);
    expect(found(findRoom(catalogue, ""))).toEqual([]);
  });

  test("another section's id finds nothing, though the last part fits", () => {
    expect(findRoom(catalogue, "0.1/row-sums").kind).toBe("unknown");
  });

  test("a name that two rooms share finds neither and lists both", () => {
    const [first] = catalogue.sections;
    if (first === undefined) throw new Error("the fixture has a section");
    const twin = {
      ...first,
      id: "9.9",
      folder: "9.9-more",
      rooms: first.rooms.map((room) => ({ ...room, id: room.id.replace("9.8", "9.9"), aliases: [] })),
    };
    const both: Catalogue = { ...catalogue, sections: [first, twin] };
    expect(found(findRoom(both, "row-sums"))).toEqual(["9.8/row-sums", "9.9/row-sums"]);
    expect(found(findRoom(both, "9.9-more/01-row-sums.ts"))).toBe("9.9/row-sums");
  });
});

test("a section is found by number, folder, word and title", () => {
  for (const typed of ["9.8", "9.8-rows", "9.8-rows/", "rows", "ROWS", "./9.8-rows"]) {
    expect(found(findSection(catalogue, typed))).toBe("9.8");
  }
  expect(found(findSection(catalogue, "9.7"))).toEqual(["9.8"]);
});

test("pages are found by name, alias and title", () => {
  expect(found(findTechnique(catalogue, "Reduce"))).toBe("reduce");
  expect(found(findTechnique(catalogue, "sum over axes"))).toBe("reduce");
  expect(found(findTechnique(catalogue, "brodcasting"))).toEqual(["broadcasting"]);
  expect(found(findSubProblemType(catalogue, "reduce over axes"))).toBe("reduce-over-axes");
  expect(found(findSubProblemType(catalogue, "multiply by a number"))).toBe("scale");
});

test.each([
  ["", "abc", 3],
  ["kitten", "sitting", 3],
  ["einsum", "einsmu", 1],
  ["relu", "relu", 0],
  ["ca", "abc", 3],
])("from %j to %j it is %i edits", (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
  expect(editDistance(b, a)).toBe(edits);
});
