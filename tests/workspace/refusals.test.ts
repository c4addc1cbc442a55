import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createWorkspace, resetRoom, scaffoldRoom } from "../../src/workspace/index.ts";
import {
  ARENA_ROOT,
  filesIn,
  inProcess,
  newWorkspace,
  roomOf,
  temporaryFolder,
  UNPRIVILEGED,
} from "./support.ts";

describe.skipIf(process.platform === "win32")("a folder that may not be written", () => {
  test("is no place for a workspace, and the sentence says what is", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    const created = await inProcess(
      `workspace.createWorkspace(${JSON.stringify(join(folder, "ws"))}, ".")`,
      UNPRIVILEGED,
    );
    expect(created).toEqual({
      kind: "failed",
      path: join(folder, "ws"),
      why: expect.stringMatching(/^This account may not write .*ws\. .*--workspace FOLDER \(EACCES\)\.$/),
    });
  });

  test("loses no answer to a reset", async () => {
    const workspace = newWorkspace();
    const room = roomOf();
    scaffoldRoom(workspace, room);
    const path = join(workspace.root, "0.2-cnns", "01-relu.ts");
    writeFileSync(path, "my answer");
    chmodSync(join(workspace.root, "0.2-cnns"), 0o555);
    onTestFinished(() => chmodSync(join(workspace.root, "0.2-cnns"), 0o755));
    for (const folder of [join(workspace.root, ".."), join(room.files.stub, "../../../..")])
      chmodSync(folder, 0o755);
    const call = `workspace.resetRoom(${JSON.stringify(workspace)}, ${JSON.stringify(room)})`;
    expect(await inProcess(call, UNPRIVILEGED)).toMatchObject({
      kind: "failed",
      path,
      why: expect.stringContaining("EACCES"),
    });
    expect(readFileSync(path, "utf8")).toBe("my answer");
  });
});

describe("a file where a folder is needed", () => {
  test("keeps a workspace from being made there", () => {
    const path = join(temporaryFolder(), "notes.txt");
    writeFileSync(path, "");
    expect(createWorkspace(path, ARENA_ROOT)).toMatchObject({
      kind: "failed",
      why: expect.stringMatching(/needs a folder where a file stands/),
    });
    expect(createWorkspace(join(path, "ws"), ARENA_ROOT)).toMatchObject({
      kind: "failed",
      why: expect.stringMatching(/needs a folder where a file stands/),
    });
  });

  test("keeps a room from being made, and is left alone", () => {
    const workspace = newWorkspace();
    writeFileSync(join(workspace.root, "0.2-cnns"), "mine");
    expect(scaffoldRoom(workspace, roomOf())).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("needs a folder where a file stands"),
    });
    expect(readFileSync(join(workspace.root, "0.2-cnns"), "utf8")).toBe("mine");
  });
});

test("a folder where an answer should be is left alone by a reset", () => {
  const workspace = newWorkspace();
  mkdirSync(join(workspace.root, "0.2-cnns", "01-relu.ts"), { recursive: true });
  expect(resetRoom(workspace, roomOf())).toMatchObject({
    kind: "failed",
    why: expect.stringContaining("is a folder where a file is needed"),
  });
});

describe("a full disk", () => {
  test("leaves no half-written file behind", (context) => {
    const disk = join(temporaryFolder(), "disk");
    mkdirSync(disk);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", disk]).status !== 0) {
      return context.skip("needs the right to mount a small disk");
    }
    onTestFinished(() => void spawnSync("umount", ["-l", disk]));
    const workspace = newWorkspace(disk);
    const room = roomOf({}, "// a long stub\n".repeat(20_000));
    const scaffolded = scaffoldRoom(workspace, room);
    expect(scaffolded).toMatchObject({
      kind: "failed",
      why: expect.stringMatching(/^The disk is full, so .*01-relu\.ts could not/),
    });
    expect(filesIn(join(workspace.root, "0.2-cnns"))).toEqual([]);
    expect(existsSync(join(workspace.root, ".arena", "rooms"))).toBe(false);
  });
});
