import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { Grader } from "../../src/grading/grader.ts";
import type { RunEvent } from "../../src/grading/verdict.ts";
import { root } from "./fixtures/clamp.ts";

const rooms = readCatalogue(root)
  .sections.flatMap((section) => section.rooms)
  .filter(({ files }) => files.picture !== undefined);
const relu = rooms.find(({ id }) => id === "0.2/relu");
if (relu === undefined) throw new Error("0.2/relu has no picture");
const size = { width: 40, height: 30 };

let grader: Grader;
let events: RunEvent[] = [];
beforeAll(async () => {
  grader = await Grader.start({ root, rooms, backend: "wasm", emit: (event) => events.push(event) });
});
afterAll(() => grader.close());

describe("the picture of an answer", () => {
  test("comes after the verdict and fits the screen", async () => {
    events = [];
    const text = readFileSync(relu.files.solution, "utf8");
    await grader.grade({ room: relu, path: relu.files.solution, text });
    expect(events.at(-1)?.type).toBe("run-finished");
    const drawn = await grader.draw(size);
    expect(events.at(-1)).toEqual({ type: "drawn", run: expect.any(Number), drawn });
    if (drawn.kind !== "picture" || drawn.picture.kind !== "raster") throw new Error("no raster");
    const [screen] = drawn.picture.screen.frames;
    expect(screen?.width).toBeLessThanOrEqual(size.width);
    expect(screen?.height).toBeLessThanOrEqual(size.height);
  });

  test("of a stub is none, and says why", async () => {
    const text = readFileSync(relu.files.stub, "utf8");
    await grader.grade({ room: relu, path: relu.files.stub, text });
    expect(await grader.draw(size)).toEqual({
      kind: "no-picture",
      why: "not everything that it needs is written yet.",
    });
  });
});

test.each(rooms)("$id draws its solution", async (room) => {
  const text = readFileSync(room.files.solution, "utf8");
  await grader.grade({ room, path: room.files.solution, text });
  expect(await grader.draw(size)).toMatchObject({ kind: "picture" });
});
