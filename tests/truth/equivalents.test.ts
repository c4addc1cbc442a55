import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { describes, equivalentsOf, staleAmong } from "./equivalents.ts";
import { mutantsOf } from "./mutants.ts";
import { axis } from "./operators/axis.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(import.meta.dirname, "equivalent");

const source = "x.sum(-1);\n";
const mutants = mutantsOf(source, [axis]);
const [one] = mutants;
const known = { operator: "axis", line: "x.sum(-1);", change: "-1 → -2", reason: "x is symmetric." };

test("an entry names its mutant by operator, line and change", () => {
  expect(one && describes(known, one)).toBe(true);
  expect(one && describes({ ...known, line: "y.sum(-1);" }, one)).toBe(false);
});

test("an entry whose line has changed is told", () => {
  expect(staleAmong([known], mutants, () => undefined)).toEqual([]);
  expect(staleAmong([{ ...known, line: "y.sum(-1);" }], mutants, () => undefined)).toEqual([
    "There is no mutant [axis] -1 → -2 in `y.sum(-1);` any more.",
  ]);
});

test("an entry that a case rejects is told", () => {
  expect(staleAmong([known], mutants, () => "rows/three")).toEqual([
    "[axis] -1 → -2 in `x.sum(-1);` is rejected by rows/three, so it is no equivalent.",
  ]);
});

test("every entry there is belongs to a mutant of a room's solution", () => {
  const rooms = readCatalogue(root).sections.flatMap((section) =>
    section.rooms.map(({ files }) => ({ section: section.folder, files })),
  );
  const stale = rooms.flatMap(({ section, files }) => {
    const name = files.solution.split(/[\\/]/).at(-2) ?? "";
    const made = mutantsOf(readFileSync(files.solution, "utf8"));
    return staleAmong(equivalentsOf(section, name), made, () => undefined).map((told) => `${name}: ${told}`);
  });
  expect(stale).toEqual([]);
});

test("every file there is belongs to a room", () => {
  const names = readCatalogue(root).sections.flatMap((section) =>
    section.rooms.map(({ files }) => `${section.folder}/${files.solution.split(/[\\/]/).at(-2)}.yaml`),
  );
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".yaml"));
  expect(files.filter((path) => !names.includes(path))).toEqual([]);
});
