import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  answerPath,
  archiveOf,
  resetRoom,
  scaffoldRoom,
  scaffoldSection,
} from "../../src/workspace/index.ts";
import { filesIn, inProcess, newWorkspace, roomOf, STUB } from "./support.ts";

const hash8 = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 8);
const read = (path: string) => readFileSync(path, "utf8");

describe("scaffolding", () => {
  test("puts the stub into the section's folder", () => {
    const workspace = newWorkspace();
    const path = join(workspace.root, "0.2-cnns", "01-relu.ts");
    expect(scaffoldRoom(workspace, roomOf())).toEqual({ kind: "created", path });
    expect(read(path)).toBe(STUB);
    expect(filesIn(join(workspace.root, "0.2-cnns"))).toEqual(["01-relu.ts"]);
  });

  test.each([
    ["an answer", "export const relu = 1;\n"],
    ["an empty file", ""],
  ])("never replaces %s", (_, text) => {
    const workspace = newWorkspace();
    const room = roomOf();
    scaffoldRoom(workspace, room);
    writeFileSync(answerPath(workspace, room), text);
    expect(scaffoldRoom(workspace, room).kind).toBe("kept");
    expect(read(answerPath(workspace, room))).toBe(text);
  });

  test("by several windows at once makes the file once", { timeout: 30_000 }, async () => {
    const workspace = newWorkspace();
    const call = `workspace.scaffoldRoom(${JSON.stringify(workspace)}, ${JSON.stringify(roomOf())})`;
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => inProcess(call)));
    expect(outcomes.filter((outcome) => JSON.stringify(outcome).includes('"created"'))).toHaveLength(1);
    expect(outcomes.filter((outcome) => JSON.stringify(outcome).includes('"kept"'))).toHaveLength(5);
    expect(filesIn(join(workspace.root, "0.2-cnns"))).toEqual(["01-relu.ts"]);
  });

  test("makes every room of a section, past one that fails", () => {
    const workspace = newWorkspace();
    const rooms = [
      roomOf(),
      roomOf({ id: "0.2/b", file: "02-b.ts" }),
      roomOf({ id: "0.2/c", file: "03-c.ts" }),
    ];
    mkdirSync(join(workspace.root, "0.2-cnns", "02-b.ts"), { recursive: true });
    const outcomes = scaffoldSection(workspace, { rooms });
    expect(outcomes.map(({ kind }) => kind)).toEqual(["created", "failed", "created"]);
    expect(outcomes[1]).toMatchObject({ why: expect.stringContaining("is a folder where a file is needed") });
  });
});

describe("a room whose file name changed", () => {
  test("keeps the file the learner began", () => {
    const workspace = newWorkspace();
    const before = roomOf();
    scaffoldRoom(workspace, before);
    const path = answerPath(workspace, before);
    writeFileSync(path, "mine");
    const after = { ...before, file: "03-relu.ts" };
    expect(answerPath(workspace, after)).toBe(path);
    expect(scaffoldRoom(workspace, after)).toEqual({ kind: "kept", path });
    expect(filesIn(join(workspace.root, "0.2-cnns"))).toEqual(["01-relu.ts"]);
  });

  test("keeps it under a new id and in a new section, too", () => {
    const workspace = newWorkspace();
    const before = roomOf({ id: "0.1/rectify", file: "09-rectify.ts" });
    scaffoldRoom(workspace, before);
    const path = answerPath(workspace, before);
    const after = roomOf({ aliases: ["0.1/rectify"] });
    expect(answerPath(workspace, after)).toBe(path);
  });

  test("follows a learner who renames the file themselves", () => {
    const workspace = newWorkspace();
    const before = roomOf();
    scaffoldRoom(workspace, before);
    const after = { ...before, file: "03-relu.ts" };
    renameSync(answerPath(workspace, before), join(workspace.root, "0.2-cnns", "03-relu.ts"));
    expect(answerPath(workspace, after)).toBe(join(workspace.root, "0.2-cnns", "03-relu.ts"));
  });

  test("is made anew once the old file is gone", () => {
    const workspace = newWorkspace();
    const before = roomOf();
    scaffoldRoom(workspace, before);
    rmSync(answerPath(workspace, before));
    const after = { ...before, file: "03-relu.ts" };
    expect(scaffoldRoom(workspace, after)).toMatchObject({
      kind: "created",
      path: expect.stringMatching(/03-relu\.ts$/),
    });
  });
});

describe("resetting", () => {
  const now = new Date("2026-11-25T07:35:12.042Z");

  test("archives the answer and puts the stub in its place", () => {
    const workspace = newWorkspace();
    const room = roomOf();
    scaffoldRoom(workspace, room);
    writeFileSync(answerPath(workspace, room), "my answer");
    const archived = join(archiveOf(workspace, room), `2026-11-25T07-35-12Z-${hash8("my answer")}.ts`);
    expect(resetRoom(workspace, room, now)).toEqual({
      kind: "reset",
      path: answerPath(workspace, room),
      archived,
    });
    expect(read(archived)).toBe("my answer");
    expect(read(answerPath(workspace, room))).toBe(STUB);
  });

  test("twice in the same second keeps both answers, even equal ones", () => {
    const workspace = newWorkspace();
    const room = roomOf();
    for (let i = 0; i < 3; i++) {
      scaffoldRoom(workspace, room);
      resetRoom(workspace, room, now);
    }
    expect(filesIn(archiveOf(workspace, room))).toHaveLength(3);
  });

  test("of a room that was never begun scaffolds it", () => {
    const workspace = newWorkspace();
    const room = roomOf();
    expect(resetRoom(workspace, room)).toMatchObject({ kind: "reset", archived: undefined });
    expect(existsSync(answerPath(workspace, room))).toBe(true);
  });

  test("of a room begun under another name archives that file", () => {
    const workspace = newWorkspace();
    const before = roomOf();
    scaffoldRoom(workspace, before);
    writeFileSync(answerPath(workspace, before), "mine");
    const after = { ...before, file: "03-relu.ts" };
    expect(resetRoom(workspace, after)).toMatchObject({
      kind: "reset",
      path: expect.stringMatching(/03-relu\.ts$/),
    });
    expect(filesIn(join(workspace.root, "0.2-cnns"))).toEqual(["03-relu.ts"]);
    expect(filesIn(archiveOf(workspace, after))).toHaveLength(1);
  });
});
