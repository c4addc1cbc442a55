import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { Grader } from "../../src/grading/grader.ts";
import type { RunEvent } from "../../src/grading/verdict.ts";
import type { PictureFrame, PictureOrder } from "../../src/pictures/picture.ts";
import { clamp, root } from "./fixtures/clamp.ts";

const rooms = readCatalogue(root)
  .sections.flatMap((section) => section.rooms)
  .filter(({ files }) => files.picture !== undefined);
const relu = rooms.find(({ id }) => id === "0.2/relu");
if (relu === undefined) throw new Error("0.2/relu has no picture");
const size = { width: 40, height: 30 };
const drawable = {
  ...clamp,
  files: { ...clamp.files, picture: clamp.files.solution.replace("solution", "clamp.picture") },
};

let grader: Grader;
let events: RunEvent[] = [];
beforeAll(async () => {
  grader = await Grader.start({
    root,
    rooms: [...rooms, drawable],
    backend: "wasm",
    emit: (event) => events.push(event),
  });
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

test("what the answer says while it is drawn moves no cursor", async () => {
  const code = `import { nn, tf } from "arena/tools";
export class ReLU extends nn.Module {
  forward(_x: tf.Tensor): tf.Tensor { throw new Error("\\u001b[2J\\u001b]0;mine\\u0007 drawn"); }
}`;
  await grader.grade({ room: relu, path: relu.files.stub, text: code });
  expect(await grader.draw(size)).toEqual({ kind: "no-picture", why: "\\x1b[2J\\x1b]0;mine\\x07 drawn" });
});

describe("what is drawn", () => {
  const solution = readFileSync(clamp.files.solution, "utf8");
  const drawn = async (text: string, wanted: PictureOrder) => {
    await grader.grade({ room: drawable, path: clamp.files.solution, text });
    const outcome = await grader.draw(wanted);
    if (outcome.kind !== "picture" || outcome.picture.kind !== "raster")
      throw new Error(JSON.stringify(outcome));
    return outcome.picture;
  };
  const greys = ({ pixels }: PictureFrame) => Array.from(pixels).filter((_, i) => i % 3 === 0);

  test("is the learner's own: another answer, another picture", async () => {
    const right = await drawn(solution, { width: 9, height: 2 });
    const wrong = await drawn(solution.replace("maximum(x, 0)", "minimum(x, 0).neg()"), {
      width: 9,
      height: 2,
    });
    const [first, second] = [right, wrong].map(({ screen }) => greys(screen.frames[0] as PictureFrame));
    expect(first).toEqual([0, 0, 0, 0, 0, 64, 128, 191, 255]);
    expect(second).toEqual([255, 191, 128, 64, 0, 0, 0, 0, 0]);
  });

  test("may be large where there is time: a film with a poster, no larger on the screen than it is", async () => {
    const { paper, screen, poster, legend } = await drawn(solution, { width: 9, height: 9, large: true });
    expect(paper.frames.map(({ width }) => width)).toEqual([9, 18]);
    expect(screen.frames.map(({ width }) => width)).toEqual([9, 9]);
    expect([poster?.width, poster?.height, legend]).toEqual([90, 10, ["twice"]]);
  });

  test("is nothing where the answer throws, and the learner reads why", async () => {
    const text = "export function relu() {\n  throw new Error('no such shape');\n}\n";
    await grader.grade({ room: drawable, path: clamp.files.solution, text });
    expect(await grader.draw(size)).toEqual({ kind: "no-picture", why: "no such shape" });
  });
});

test.each(rooms)(
  "$id draws its solution",
  async (room) => {
    const text = readFileSync(room.files.solution, "utf8");
    await grader.grade({ room, path: room.files.solution, text });
    expect(await grader.draw(size)).toMatchObject({ kind: "picture" });
  },
  90_000,
);
