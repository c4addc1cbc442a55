import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { Grader } from "../../src/grading/grader.ts";

const root = join(import.meta.dirname, "..", "..");
const rooms = readCatalogue(root).sections.flatMap(({ rooms: all }) => all);

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start({ root, rooms, backend: "wasm" });
});
afterAll(() => grader.close());

/** Correct answers that look nothing like the solution: a grader that fails one of them is wrong. */
describe.each(rooms.map((room) => [room.id, room] as const))("%s", (_id, room) => {
  const section = room.files.stub.split(/[\\/]/).at(-3) ?? "";
  const name = room.files.stub.split(/[\\/]/).at(-2) ?? "";
  const folder = join(import.meta.dirname, section, name);
  const answers = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")) : [];

  test("has correct answers in at least two other styles", () => {
    expect(answers.length).toBeGreaterThanOrEqual(2);
  });

  // The solution, too, in its own file's place: sealed in, as an answer is, it has less to work with.
  test.each([...answers, "solution.ts"])("passes %s", async (file) => {
    const path = join(folder, file);
    const from = file === "solution.ts" ? room.files.solution : path;
    const result = await grader.grade({ room, path, text: readFileSync(from, "utf8") });
    expect(
      result.cases
        .filter(({ status }) => status !== "pass")
        .map(({ id, failure }) => `${id}: ${failure?.message}`),
    ).toEqual([]);
    expect(result.failure?.message).toBeUndefined();
    expect(result.verdict).toBe("passed");
  });
});
