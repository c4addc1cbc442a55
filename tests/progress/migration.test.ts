import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openProgress } from "../../src/progress/index.ts";
import { CURRENT_VERSION, MIGRATIONS } from "../../src/progress/schema.ts";
import {
  ANSWER,
  behindItsBack,
  open,
  run,
  startWriter,
  type TestPlace,
  temporaryWorkspace,
} from "./support.ts";

const VERSION_1 = readFileSync(new URL("./version-1.sql", import.meta.url), "utf8");

function versionOneWorkspace(): TestPlace {
  const place = temporaryWorkspace();
  behindItsBack(place.database, (database) => database.exec(VERSION_1));
  return place;
}

describe("a database of an older version", () => {
  test("keeps its marks and gains what is new", () => {
    const { store, notices } = open(versionOneWorkspace());
    expect(notices).toEqual([]);
    expect([...store.passedRooms()]).toEqual(["0.2/relu"]);
    expect(store.attempts("0.2/relu")[0]?.cases[0]).toMatchObject({
      failure: "shape",
      diagnosis: "transposed",
    });
    expect(store.rungsSeen("0.2/relu")).toHaveLength(1);
    expect([...store.revealedRooms()]).toEqual(["0.2/conv1d"]);
    expect(store.techniques()).toMatchObject([{ name: "broadcasting" }]);
    expect(store.note("0.2/relu", "new in version 2")).toEqual({ kind: "in-file" });
  });

  test("is copied before it is changed", () => {
    const place = versionOneWorkspace();
    open(place);
    const [copy, ...others] = readdirSync(place.backups);
    expect(others).toEqual([]);
    expect(copy).toMatch(/^before-version-3-.*\.db$/);
    behindItsBack(join(place.backups, copy ?? ""), (database) => {
      expect(database.pragma("user_version", { simple: true })).toBe(1);
      expect(database.prepare("SELECT count(*) FROM attempts").pluck().get()).toBe(2);
    });
  });

  test("is migrated once when two windows open it at the same moment", async () => {
    const place = versionOneWorkspace();
    const ends = ["a", "b", "c"].map((name) => {
      const child = startWriter(place, name, 5);
      return new Promise((resolve) => child.on("exit", resolve));
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    expect(open(place).store.passedRooms().size).toBe(16);
  });
});

describe("a migrated database", () => {
  test("has the same tables as a new one", () => {
    const schema = (place: TestPlace) =>
      behindItsBack(place.database, (database) => {
        const rows = database.prepare<[], { sql: string }>(
          "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name",
        );
        return rows
          .all()
          .map(({ sql }) => sql.replace(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")"));
      });
    const [migrated, fresh] = [versionOneWorkspace(), temporaryWorkspace()];
    open(migrated).store.close();
    open(fresh).store.close();
    expect(schema(migrated)).toEqual(schema(fresh));
  });

  test("has the version of the last migration", () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    expect(MIGRATIONS.at(-1)?.version).toBe(CURRENT_VERSION);
  });
});

describe("a database of a newer version", () => {
  test("is refused in a sentence and not changed by a byte", () => {
    const place = temporaryWorkspace();
    const { store } = open(place);
    store.recordRun(run(), { answerText: ANSWER });
    store.close();
    behindItsBack(place.database, (database) => database.pragma("user_version = 99"));
    const before = readFileSync(place.database);

    const opened = openProgress({ root: place.root });
    if (opened.kind !== "refused") throw new Error("it was opened");
    expect(opened.message).toContain("written by a newer arena (format 99; this one reads up to 3)");
    expect(opened.message).toContain("--workspace");
    expect(readFileSync(place.database).equals(before)).toBe(true);
  });
});
