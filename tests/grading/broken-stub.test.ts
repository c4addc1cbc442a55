import { join } from "node:path";
import { expect, test } from "vitest";
import type { Room } from "../../src/curriculum/model.ts";
import { checkRoom } from "../../src/grading/check-room.ts";
import { TransformServer } from "../../src/grading/transform-server.ts";
import { clamp, root } from "./fixtures/clamp.ts";

/** The errors that `arena dev check` has for the room of three cases with this stub, said to be broken. */
async function complaintsAbout(stub: string): Promise<readonly string[]> {
  const files = { ...clamp.files, stub: join(clamp.files.stub, "..", stub) };
  const room: Room = { ...clamp, stub: "broken", files };
  const server = await TransformServer.start(root, [files]);
  try {
    const { problems } = await checkRoom(root, server, room, "wasm");
    return problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
  } finally {
    await server.close();
  }
}

const passes = (id: string) =>
  `The broken stub passes every case of ${id}, so there is no fault to find in it.`;

test("a broken stub with a fault in each sub-problem is what it should be", async () => {
  expect(await complaintsAbout("stub-in-both.ts")).toEqual([]);
});

test("a sub-problem without a fault in the broken stub is reported", async () => {
  expect(await complaintsAbout("stub-in-half.ts")).toEqual([passes("elementwise")]);
});

test("a broken stub that is not broken at all is reported for every sub-problem", async () => {
  expect(await complaintsAbout("solution.ts")).toEqual([passes("elementwise"), passes("any-rank")]);
});

test('a broken stub that says "not yet" is reported for every case', async () => {
  const whole = (id: string) => `The broken stub says "not yet" in ${id}; it should be a whole function.`;
  expect(await complaintsAbout("stub.ts")).toEqual([
    whole("elementwise/a-matrix-of-both-signs"),
    whole("elementwise/all-negative"),
    whole("any-rank/an-empty-batch"),
  ]);
});
