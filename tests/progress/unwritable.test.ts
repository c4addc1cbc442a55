import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  ANSWER,
  behindItsBack,
  failedRun,
  open,
  placeIn,
  run,
  runWriter,
  type TestPlace,
  temporaryWorkspace,
  WRITER,
} from "./support.ts";

const answerText = ANSWER;
const onWindows = process.platform === "win32";
/** Permissions do not bind root, so as root the writer runs as "nobody". */
const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

function passedOnce(place: TestPlace): TestPlace {
  const { store } = open(place);
  store.recordRun(run(), { answerText });
  store.close();
  return place;
}

function makeReadOnly(place: TestPlace): void {
  chmodSync(place.root, 0o555);
  chmodSync(join(place.root, ".arena"), 0o555);
  if (statSync(place.database, { throwIfNoEntry: false })) chmodSync(place.database, 0o444);
  onTestFinished(() => {
    chmodSync(place.root, 0o755);
    chmodSync(join(place.root, ".arena"), 0o755);
  });
}

describe.skipIf(onWindows)("a read-only folder", () => {
  test("with marks shows them and keeps new ones in memory", () => {
    const place = passedOnce(temporaryWorkspace());
    makeReadOnly(place);
    const before = readFileSync(place.database);
    const { stdout, stderr } = runWriter(place, "new", 2, unprivileged);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^notice Progress cannot be saved in .*progress\.db: .*You can go on/);
    expect(stdout).toContain("begins-with 1\nin-memory 0\nin-memory 1\nends-with 3\nclosed in-memory\n");
    expect(readFileSync(place.database).equals(before)).toBe(true);
  });

  test("without marks begins in memory", () => {
    const place = temporaryWorkspace();
    makeReadOnly(place);
    expect(runWriter(place, "new", 2, unprivileged).stdout).toContain(
      "begins-with 0\nin-memory 0\nin-memory 1\nends-with 2\n",
    );
  });

  test("with a database of a newer arena is refused all the same", () => {
    const place = passedOnce(temporaryWorkspace());
    behindItsBack(place.database, (database) => database.pragma("user_version = 99"));
    makeReadOnly(place);
    expect(runWriter(place, "x", 1, unprivileged).stderr).toContain("written by a newer arena");
  });
});

describe("something in the way", () => {
  test("a file where .arena should be", () => {
    const place = temporaryWorkspace();
    rmSync(join(place.root, ".arena"), { recursive: true });
    writeFileSync(join(place.root, ".arena"), "");
    const { store, notices } = open(place);
    expect(notices).toHaveLength(1);
    expect(store.recordRun(run(), { answerText })).toMatchObject({
      door: { kind: "opened" },
      kept: { kind: "in-memory" },
    });
    expect(store.passedRooms().size).toBe(1);
  });

  test("a folder where the file should be; marks are saved once it is gone", () => {
    const place = temporaryWorkspace();
    mkdirSync(place.database);
    let seconds = 0;
    const { store } = open(place, { now: () => new Date(1_764_000_000_000 + seconds * 1000) });
    const recorded = store.recordRun(run(), { answerText });
    expect(recorded).toMatchObject({
      kept: { kind: "in-memory", message: expect.stringContaining(place.database) },
    });
    rmSync(place.database, { recursive: true });
    seconds = 5;
    expect(store.recordRun(failedRun(), { answerText })).toMatchObject({
      attempt: 2,
      kept: { kind: "in-file" },
    });
    store.close();
    expect(
      open(place)
        .store.attempts("0.2/relu")
        .map(({ verdict }) => verdict),
    ).toEqual(["passed", "failed"]);
  });

  test("marks that only memory holds are saved at the end, if they can be by then", () => {
    const place = temporaryWorkspace();
    mkdirSync(place.database);
    const { store } = open(place);
    store.recordRun(run(), { answerText });
    rmSync(place.database, { recursive: true });
    expect(store.close()).toEqual({ kind: "in-file" });
    expect(open(place).store.passedRooms().size).toBe(1);
  });

  test("a workspace that is gone is not made again", () => {
    const place = temporaryWorkspace();
    rmSync(place.root, { recursive: true });
    const { store } = open(place);
    expect(store.note("0.2/relu", "x").kind).toBe("in-memory");
    expect(statSync(place.root, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe("another program that holds the file", () => {
  test("for good: the mark goes to memory, and to the file once it lets go", { timeout: 20_000 }, () => {
    const place = passedOnce(temporaryWorkspace());
    const { store } = open(place);
    behindItsBack(place.database, (other) => {
      other.exec("BEGIN IMMEDIATE");
      const recorded = store.recordRun(failedRun(), { answerText });
      expect(recorded).toMatchObject({
        kept: { kind: "in-memory", message: expect.stringContaining("another program keeps it locked") },
      });
      expect(store.attempts("0.2/relu")).toHaveLength(2);
    });
    expect(store.close()).toEqual({ kind: "in-file" });
    expect(open(place).store.attempts("0.2/relu")).toHaveLength(2);
  });
});

/** A disk of 400 KB, where this account may mount one. */
function smallDisk(): TestPlace | undefined {
  const place = temporaryWorkspace();
  const disk = join(place.root, "disk");
  mkdirSync(disk);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]).status !== 0) return undefined;
  onTestFinished(() => void spawnSync("umount", ["-l", disk]));
  return placeIn(disk);
}

function fill(place: TestPlace): void {
  for (const [name, size] of [
    ["big", 4096],
    ["small", 1],
  ] as const) {
    try {
      for (let i = 0; ; i++) writeFileSync(join(place.root, `${name}-${i}`), Buffer.alloc(size));
    } catch {}
  }
}

describe("a full disk", () => {
  test("fills while marks are made: none is lost, and all are saved once there is room", (context) => {
    const place = smallDisk();
    if (!place) return context.skip("needs the right to mount a small disk");
    const { store } = open(place);
    const kinds = Array.from({ length: 300 }, () => {
      const recorded = store.recordRun(run(), { answerText });
      if (recorded.kind === "recorded" && recorded.attempt === 20) fill(place);
      return recorded.kind === "recorded" ? recorded.kept.kind : recorded.kind;
    });
    expect(new Set(kinds)).toEqual(new Set(["in-file", "in-memory"]));
    expect(store.attempts("0.2/relu")).toHaveLength(300);
    spawnSync("mount", ["-o", "remount,size=40m", join(place.root)]);
    expect(store.close()).toEqual({ kind: "in-file" });
    expect(open(place).store.attempts("0.2/relu")).toHaveLength(300);
  });

  test("was full from the start: the tutor goes on in memory and says why", (context) => {
    const place = smallDisk();
    if (!place) return context.skip("needs the right to mount a small disk");
    fill(place);
    const { store, notices } = open(place);
    expect(notices[0]).toContain("the disk is full");
    expect(store.recordRun(run(), { answerText })).toMatchObject({
      door: { kind: "opened" },
      kept: { kind: "in-memory" },
    });
  });

  test.skipIf(onWindows)("a limit on file size is met like a full disk", () => {
    const place = temporaryWorkspace();
    const command = `ulimit -f 300; exec "${process.execPath}" "${WRITER}" "${place.root}" limited 300`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/in-file 0\n[\s\S]*in-memory 299\nends-with 300\n/);
  });
});
