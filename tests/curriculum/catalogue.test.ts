import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCatalogue, readTechnique } from "../../src/curriculum/index.ts";
import { changed, copyOfSound, lineOf, SOUND } from "./support.ts";

describe("reading a curriculum", () => {
  test("sections come in the order of their numbers, katas last, rooms in playing order", () => {
    const { sections } = readCatalogue(SOUND);
    expect(sections.map(({ id, folder }) => [id, folder])).toEqual([
      ["9.8", "9.8-rows"],
      ["katas", "katas"],
    ]);
    expect(sections[0]?.rooms.map(({ id }) => id)).toEqual(["9.8/row-sums", "9.8/row-means"]);
    expect(sections[0]?.introduction).toBe("Two rooms about rows.");
  });

  test("a room is its front matter, with defaults for what may be left out", () => {
    const [sums, means] = readCatalogue(SOUND).sections[0]?.rooms ?? [];
    expect(sums).toMatchObject({
      id: "9.8/row-sums",
      aliases: ["9.8/sum-of-rows"],
      section: "9.8",
      kind: "room",
      order: 1,
      importance: 3,
      minutes: 5,
      file: "01-row-sums.ts",
      exports: ["rowSums"],
      requires: [],
      budgetSeconds: 2,
    });
    expect(means).toMatchObject({ aliases: [], requires: ["9.8/row-sums"], budgetSeconds: 5 });
    expect(sums?.files.grader).toBe(join(SOUND, "graders/9.8-rows/row-sums.grader.ts"));
  });

  test("hints leave the statement and become rungs; other foldable blocks stay", () => {
    const room = readCatalogue(SOUND).sections[0]?.rooms[0];
    expect(room?.statement).toContain("It stays in the statement.");
    expect(room?.statement).not.toContain("data-rung");
    expect(room?.statement).not.toMatch(/## Hints/);
    expect(room?.subProblems[0]?.rungs).toEqual([
      { rung: "question", summary: "Which axis?", body: "Which axis is no longer there in the answer?" },
      { rung: "idea", summary: "Reduce", body: "An axis that disappears was reduced." },
      { rung: "shapes", summary: "Shapes", body: "`[row, column] -> [row]`" },
      { rung: "line", summary: "The line", body: "```ts\nreturn tf.sum(x, 1);\n```" },
    ]);
  });

  test("rungs come in climbing order however they are written down", () => {
    const root = changed("exercises/katas/reduce/exercise.md", 'data-rung="question"', 'data-rung="swap"');
    const path = join(root, "exercises/katas/reduce/exercise.md");
    writeFileSync(
      path,
      readFileSync(path, "utf8")
        .replace('data-rung="line"', 'data-rung="question"')
        .replace('data-rung="swap"', 'data-rung="line"'),
    );
    const rungs = readCatalogue(root).sections[1]?.rooms[0]?.subProblems[0]?.rungs;
    expect(rungs?.map(({ rung }) => rung)).toEqual(["question", "idea", "shapes", "line"]);
  });

  test("an id like 1.10 stays a text", () => {
    const root = changed("exercises/9.8-rows/section.md", "id: 9.8", "id: 9.10");
    expect(readCatalogue(root).sections[0]?.id).toBe("9.10");
  });

  test("Windows line endings read the same", () => {
    const root = changed("techniques/reduce.md", /\n/g, "\r\n");
    const page = (of: string) => ({
      ...readCatalogue(of).techniques.find(({ name }) => name === "reduce"),
      path: "",
    });
    expect(page(root)).toEqual(page(SOUND));
  });

  test("a folder that is no room yet is passed over", () => {
    const root = copyOfSound();
    mkdirSync(join(root, "exercises/9.8-rows/unwritten"));
    expect(readCatalogue(root).sections[0]?.rooms).toHaveLength(2);
  });

  test("a list is read when it is asked for: a broken room does not hide the techniques", () => {
    const root = changed("exercises/katas/reduce/exercise.md", "title: Reduce", "titel: Reduce");
    const catalogue = readCatalogue(root);
    expect(catalogue.techniques.map(({ name }) => name)).toEqual(["broadcasting", "reduce"]);
    expect(() => catalogue.sections).toThrow("exercises/katas/reduce/exercise.md:2: `title` must be a text.");
  });

  test("what cannot be read is said with its place", () => {
    const file = "exercises/katas/reduce/exercise.md";
    const badNumber = changed(file, "minutes: 5", "minutes: five");
    expect(() => readCatalogue(badNumber).sections).toThrow(
      `${file}:${lineOf(badNumber, file, "five")}: \`minutes\` must be a number.`,
    );
    const badYaml = changed(file, "title: Reduce", "title: Reduce: all");
    expect(() => readCatalogue(badYaml).sections).toThrow(`${file}:3: This is no YAML`);
    const open = changed("techniques/reduce.md", "\n---\n\nA", "\n\nA");
    expect(() => readCatalogue(open).techniques).toThrow(
      "techniques/reduce.md:1: The front matter is not closed",
    );
  });
});

describe("one technique", () => {
  test("is read without a room, by name or alias", () => {
    const root = changed("exercises/katas/reduce/exercise.md", "title: Reduce", "titel: Reduce");
    expect(readTechnique(root, "reduce")).toMatchObject({
      kind: "found",
      value: { title: "Reduce", solves: ["reduce-over-axes"] },
    });
    expect(readTechnique(root, "sum over axes")).toMatchObject({ kind: "found", value: { name: "reduce" } });
    expect(readTechnique(root, "redcue")).toEqual({ kind: "unknown", asked: "redcue", nearest: ["reduce"] });
  });
});

describe("the memory of front matter", () => {
  test("gives the same catalogue, also after a file changed, and survives being damaged", () => {
    const root = copyOfSound();
    mkdirSync(join(root, "dist"));
    const memory = join(root, "dist/front-matter.json");
    const first = JSON.stringify(readCatalogue(root));
    expect(JSON.parse(readFileSync(memory, "utf8")).length).toBeGreaterThan(0);
    expect(JSON.stringify(readCatalogue(root))).toBe(first);
    const page = join(root, "techniques/reduce.md");
    writeFileSync(page, readFileSync(page, "utf8").replace("title: Reduce", "title: Fold"));
    expect(readTechnique(root, "reduce")).toMatchObject({ value: { title: "Fold" } });
    writeFileSync(memory, "[[");
    expect(readCatalogue(root).sections).toHaveLength(2);
    rmSync(memory);
    writeFileSync(memory, "{}");
    expect(readCatalogue(root).sections).toHaveLength(2);
  });
});
