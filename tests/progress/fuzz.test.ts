import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportProgress, importProgress, openProgress } from "../../src/progress/index.ts";
import { mangled, mangledBytes } from "../fuzz/mangle.ts";
import { ANSWER, failedRun, open, placeIn, run, type TestPlace, temporaryWorkspace } from "./support.ts";

const answerText = ANSWER;

/** A workspace with marks of every kind, closed. */
function playedWorkspace(): TestPlace {
  const place = temporaryWorkspace();
  const { store } = open(place);
  store.recordRun(run(), { answerText });
  for (let i = 0; i < 30; i++) store.recordRun(failedRun(), { answerText });
  store.recordRung("0.2/relu", "clip", "question");
  store.earnTechnique("einsum", "0.2/relu");
  store.note("0.2/relu", "a note");
  store.revealSolution("0.2/linear");
  store.visit("0.2/relu");
  store.close();
  return place;
}

/** What the program asks of a store in an evening. */
function anEvening(root: string): void {
  const opened = openProgress({ root });
  if (opened.kind === "refused") {
    expect(opened.message).toMatch(/newer arena/);
    return;
  }
  const { store } = opened;
  store.summary();
  store.passedRooms();
  store.lastRoom();
  store.attempts("0.2/relu");
  store.passingAnswers("0.2/relu");
  store.notes("0.2/relu");
  exportProgress(store);
  expect(store.recordRun(run(), { answerText })).toMatchObject({ door: { kind: "opened" } });
  expect([...store.passedRooms()]).toContain("0.2/relu");
  store.close();
}

describe("a database with wounds", () => {
  test("opens, answers, and takes new marks", { timeout: 120_000 }, () => {
    const sound = playedWorkspace();
    const bytes = new Uint8Array(readFileSync(sound.database));
    fc.assert(
      fc.property(mangledBytes(bytes), fc.boolean(), (damaged, hasCopies) => {
        const place = placeIn(mkdtempSync(join(tmpdir(), "arena fuzz ")));
        if (hasCopies) cpSync(sound.backups, place.backups, { recursive: true });
        writeFileSync(place.database, damaged);
        anEvening(place.root);
        rmSync(place.root, { recursive: true, force: true });
      }),
      { numRuns: 80 },
    );
  });

  test("and a write-ahead log with wounds", { timeout: 120_000 }, () => {
    const place = temporaryWorkspace();
    const { store } = open(place);
    store.recordRun(run(), { answerText });
    const [database, log] = [readFileSync(place.database), readFileSync(`${place.database}-wal`)];
    fc.assert(
      fc.property(mangledBytes(new Uint8Array(log)), (damaged) => {
        const copy = placeIn(mkdtempSync(join(tmpdir(), "arena fuzz ")));
        writeFileSync(copy.database, database);
        writeFileSync(`${copy.database}-wal`, damaged);
        anEvening(copy.root);
        rmSync(copy.root, { recursive: true, force: true });
      }),
      { numRuns: 40 },
    );
  });
});

const TOKENS = [
  ...[
    "null",
    "true",
    "-1",
    "1e999",
    "1e308",
    "0.5",
    "[]",
    "{}",
    '""',
    '"passed"',
    '"failed"',
    '"\\u0000"',
    '"\\ud800"',
  ],
  ...[
    '"2026-02-30T00:00:00Z"',
    '"0000-01-01T00:00:00Z"',
    '"9999-12-31T23:59:60Z"',
    '"__proto__":',
    ",",
    "[",
    "{",
    "\ufeff",
  ],
];

describe("an export with wounds", () => {
  test("is imported or refused in a sentence, and the store goes on", { timeout: 120_000 }, async () => {
    const text = exportProgress(open(playedWorkspace()).store);
    const { store } = open(temporaryWorkspace());
    await fc.assert(
      fc.asyncProperty(mangled(text, TOKENS), async (damaged) => {
        const imported = await importProgress(store, damaged);
        if (imported.kind === "refused") expect(imported.message).toMatch(/^Nothing was imported: ./);
        store.summary();
      }),
      { numRuns: 300 },
    );
    expect(() => exportProgress(store)).not.toThrow();
  });

  test("of which single values are replaced", { timeout: 120_000 }, async () => {
    const sound = JSON.parse(exportProgress(open(playedWorkspace()).store));
    sound.attempts.splice(3);
    const values = [
      null,
      true,
      -1,
      1e308,
      0.5,
      2 ** 60,
      "",
      "passed",
      "\0",
      "\ud800",
      "9999-12-31T23:59:59Z",
      "0000-01-01T00:00:00Z",
      "2026-02-30T00:00:00Z",
      "2026-11-28T24:00:00Z",
      [],
      {},
      "x".repeat(70_000),
    ];
    const { store } = open(temporaryWorkspace());
    for (const place of placesIn(sound)) {
      for (const value of values) {
        const changed = structuredClone(sound);
        put(changed, place, value);
        const imported = await importProgress(store, JSON.stringify(changed));
        if (imported.kind === "refused") expect(imported.message).toMatch(/^Nothing was imported: ./);
      }
      store.summary();
    }
    expect((await importProgress(open(temporaryWorkspace()).store, exportProgress(store))).kind).toBe(
      "imported",
    );
  });

  test.each([
    "",
    "null",
    "[]",
    "5",
    '"x"',
    "{",
    "\ufeff{}",
    "[".repeat(100_000),
    `${'{"a":'.repeat(50_000)}`,
    "\0",
  ])("%j is refused", async (text) => {
    const { store } = open(temporaryWorkspace());
    expect(await importProgress(store, text)).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/^Nothing was imported/),
    });
  });
});

type Path = readonly (string | number)[];

/** Every place in a value, but of each list only the first entry. */
function placesIn(value: unknown, at: Path = []): readonly Path[] {
  if (Array.isArray(value)) return [at, ...(value.length > 0 ? placesIn(value[0], [...at, 0]) : [])];
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

function put(value: Record<string | number, unknown>, at: Path, what: unknown): void {
  const [key, ...rest] = at;
  if (key === undefined) return;
  if (rest.length === 0) value[key] = what;
  else put(value[key] as Record<string | number, unknown>, rest, what);
}
