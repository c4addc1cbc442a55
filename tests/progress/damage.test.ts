import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { describe, expect, test, vi } from "vitest";
import {
  ANSWER,
  behindItsBack,
  failedRun,
  open,
  run,
  type TestPlace,
  temporaryWorkspace,
} from "./support.ts";

const answerText = ANSWER;

/** A workspace with one passed room, closed, so that a copy of the day is there too. */
function playedWorkspace(): TestPlace {
  const place = temporaryWorkspace();
  const { store } = open(place);
  store.recordRun(run(), { answerText });
  for (let i = 0; i < 40; i++) store.recordRun(failedRun(), { answerText });
  store.close();
  return place;
}

function brokenFiles(place: TestPlace): readonly string[] {
  return readdirSync(place.backups).filter((name) => name.startsWith("broken-") && name.endsWith(".db"));
}

const DAMAGE: readonly (readonly [string, (place: TestPlace) => void])[] = [
  ["torn off in the middle", ({ database }) => truncateSync(database, 10_000)],
  ["torn off in its header", ({ database }) => truncateSync(database, 60)],
  [
    "overwritten with text",
    ({ database }) => writeFileSync(database, "this is not a database, ".repeat(500)),
  ],
  ["with pages of noise", ({ database }) => overwrite(database, 4096, 40_000)],
  ["without its header", ({ database }) => overwrite(database, 0, 100)],
  ["of another program", (place) => replaceByForeignDatabase(place)],
];

function copyOfToday(place: TestPlace): string {
  return join(place.backups, `daily-${new Date().toISOString().slice(0, 10)}.db`);
}

function countAttempts(database: Database.Database): unknown {
  return database.prepare("SELECT count(*) FROM attempts").pluck().get();
}

function overwrite(path: string, from: number, to: number): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, from, to));
}

function replaceByForeignDatabase({ database }: TestPlace): void {
  rmSync(database);
  behindItsBack(database, (foreign) =>
    foreign.exec("CREATE TABLE attempts (x); INSERT INTO attempts VALUES (1)"),
  );
}

describe.each(DAMAGE)("a file %s", (_, damage) => {
  test("is moved aside, and the newest copy restored", () => {
    const place = playedWorkspace();
    damage(place);
    const damaged = readFileSync(place.database);
    const { store, notices } = open(place);
    expect([...store.passedRooms()]).toEqual(["0.2/relu"]);
    expect(store.attempts("0.2/relu")).toHaveLength(41);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/damaged and has been moved to .*broken-.*restored from the copy of 20/);
    const [moved] = brokenFiles(place);
    expect(readFileSync(join(place.backups, moved ?? "")).equals(damaged)).toBe(true);
    expect(store.recordRun(run(), { answerText })).toMatchObject({ kept: { kind: "in-file" }, attempt: 42 });
  });

  test("without any copy begins anew and says so", () => {
    const place = playedWorkspace();
    rmSync(place.backups, { recursive: true });
    damage(place);
    const { store, notices } = open(place);
    expect(store.passedRooms().size).toBe(0);
    expect(notices[0]).toContain("no copy to restore");
    expect(brokenFiles(place)).toHaveLength(1);
    expect(store.recordRun(run(), { answerText })).toMatchObject({ kept: { kind: "in-file" } });
  });
});

describe("backups", () => {
  test("a damaged or newer copy is passed over for an older sound one", () => {
    const place = playedWorkspace();
    const [sound] = readdirSync(place.backups).map((name) => join(place.backups, name));
    const inHours = (path: string, hours: number) =>
      utimesSync(path, new Date(), new Date(Date.now() + hours * 3_600_000));
    for (const [name, hours] of [
      ["torn.db", 1],
      ["newer.db", 2],
      ["noise.db", 3],
    ] as const) {
      copyFileSync(sound ?? "", join(place.backups, name));
      inHours(join(place.backups, name), hours);
    }
    truncateSync(join(place.backups, "torn.db"), 9_000);
    behindItsBack(join(place.backups, "newer.db"), (database) => database.pragma("user_version = 99"));
    writeFileSync(join(place.backups, "noise.db"), "noise");
    truncateSync(place.database, 5_000);
    expect([...open(place).store.passedRooms()]).toEqual(["0.2/relu"]);
  });

  test("a missing file is restored, with a sentence that says how to begin anew on purpose", () => {
    const place = playedWorkspace();
    rmSync(place.database);
    const { store, notices } = open(place);
    expect(store.passedRooms().size).toBe(1);
    expect(notices[0]).toMatch(/was missing or empty.*To begin anew on purpose, move .*backups away/);
  });

  test("an empty file is restored too", () => {
    const place = playedWorkspace();
    truncateSync(place.database, 0);
    expect(open(place).store.passedRooms().size).toBe(1);
  });

  test("one a day, the newest of each day, the last two weeks", () => {
    const place = temporaryWorkspace();
    for (let day = 1; day <= 20; day++) {
      const { store } = open(place, { now: () => new Date(Date.UTC(2026, 10, day, 12)) });
      store.recordRun(run(), { answerText });
      store.close();
    }
    const names = readdirSync(place.backups).sort();
    expect(names).toHaveLength(14);
    expect(names[0]).toBe("daily-2026-11-07.db");
    behindItsBack(join(place.backups, "daily-2026-11-20.db"), (copy) => {
      expect(countAttempts(copy)).toBe(20);
    });
  });

  test("a long session is copied while it runs, and again an hour later", { timeout: 20_000 }, async () => {
    const place = temporaryWorkspace();
    let now = new Date();
    const { store } = open(place, { now: () => now });
    const copied = () => behindItsBack(copyOfToday(place), countAttempts);
    store.recordRun(run(), { answerText });
    await vi.waitFor(() => expect(copied()).toBe(1), { timeout: 6_000, interval: 200 });
    const twoHoursAgo = new Date(now.getTime() - 2 * 3_600_000);
    utimesSync(copyOfToday(place), twoHoursAgo, twoHoursAgo);
    now = new Date(now.getTime() + 1);
    store.recordRun(run(), { answerText });
    await vi.waitFor(() => expect(copied()).toBe(2), { timeout: 6_000, interval: 200 });
  });

  test("a session that wrote nothing makes none", () => {
    const place = temporaryWorkspace();
    open(place).store.close();
    expect(existsSync(place.backups)).toBe(false);
  });

  test("an old write-ahead log is not replayed over a restored file", () => {
    const place = playedWorkspace();
    const { store } = open(place);
    store.recordRun(failedRun(), { answerText });
    const log = readFileSync(`${place.database}-wal`);
    store.close();
    rmSync(place.database);
    writeFileSync(`${place.database}-wal`, log);
    const reopened = open(place).store;
    expect(reopened.passedRooms().size).toBe(1);
    reopened.close();
    behindItsBack(place.database, (database) =>
      expect(database.pragma("integrity_check", { simple: true })).toBe("ok"),
    );
  });
});

describe("while a store is open", () => {
  test("a file deleted with its folder is written anew, with every mark", () => {
    const place = temporaryWorkspace();
    const { store } = open(place);
    store.recordRun(run(), { answerText });
    rmSync(join(place.root, ".arena"), { recursive: true });
    expect(store.recordRung("0.2/relu", "clip", "idea")).toEqual({ kind: "in-file" });
    store.close();
    const reopened = open(place).store;
    expect(reopened.passedRooms().size).toBe(1);
    expect(reopened.rungsSeen("0.2/relu")).toHaveLength(1);
  });

  test("a file replaced by another window is followed", () => {
    const place = playedWorkspace();
    const { store } = open(place);
    store.recordRung("0.2/relu", "clip", "question");
    mkdirSync(join(place.root, "elsewhere"));
    for (const suffix of ["", "-wal", "-shm"])
      renameSync(place.database + suffix, join(place.root, `elsewhere/db${suffix}`));
    open(place).store.close();
    store.recordRung("0.2/relu", "clip", "idea");
    store.close();
    expect(
      open(place)
        .store.rungsSeen("0.2/relu")
        .map(({ rung }) => rung),
    ).toEqual(["idea"]);
  });

  test("damage found by a query is mended before the query answers", () => {
    const place = playedWorkspace();
    const { store } = open(place);
    behindItsBack(place.database, (database) => {
      database.exec("DROP TABLE cases; DROP TABLE attempts");
    });
    expect(store.attempts("0.2/relu")).toHaveLength(41);
    expect(brokenFiles(place)).toHaveLength(1);
    expect(store.takeNotices()).toMatchObject([expect.stringContaining("damaged")]);
    expect(store.takeNotices()).toEqual([]);
    expect(store.recordRun(run(), { answerText })).toMatchObject({ attempt: 42, kept: { kind: "in-file" } });
  });
});
