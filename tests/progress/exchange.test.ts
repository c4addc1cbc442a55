import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportProgress, importProgress, type ProgressStore } from "../../src/progress/index.ts";
import { ANSWER, caseWith, failedRun, hashOf, open, run, temporaryWorkspace } from "./support.ts";

function withoutTime(store: ProgressStore) {
  const { exportedAt, ...marks } = store.exportAll();
  return marks;
}

const text = fc.string({ unit: "binary", maxLength: 40 });
const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const act = fc.oneof(
  fc.record({
    does: fc.constant("run" as const),
    room: name,
    answer: text,
    cases: fc.uniqueArray(name, { maxLength: 4 }),
    passes: fc.boolean(),
    seed: fc.nat(),
  }),
  fc.record({ does: fc.constant("rung" as const), room: name, subProblem: name }),
  fc.record({ does: fc.constant("reveal" as const), room: name }),
  fc.record({ does: fc.constant("technique" as const), room: name, technique: name }),
  fc.record({ does: fc.constant("note" as const), room: name, words: text }),
  fc.record({ does: fc.constant("visit" as const), room: name }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function perform(store: ProgressStore, deed: Act): void {
  if (deed.does === "rung") store.recordRung(deed.room, deed.subProblem, "idea");
  if (deed.does === "reveal") store.revealSolution(deed.room);
  if (deed.does === "technique") store.earnTechnique(deed.technique, deed.room);
  if (deed.does === "note") store.note(deed.room, deed.words);
  if (deed.does === "visit") store.visit(deed.room);
  if (deed.does !== "run") return;
  const cases = deed.cases.map((id) => caseWith(deed.passes ? "pass" : "fail", id));
  const verdict = deed.passes ? "passed" : "failed";
  store.recordRun(run({ room: deed.room, hash: hashOf(deed.answer), cases, verdict, seed: deed.seed }), {
    answerText: deed.answer,
  });
}

describe("export and import", () => {
  test("carry every mark into another workspace, whatever it says", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (deeds) => {
        let milliseconds = 1_764_000_000_000;
        const now = () => new Date(milliseconds++);
        const [from, to] = [
          open(temporaryWorkspace(), { now }).store,
          open(temporaryWorkspace(), { now }).store,
        ];
        for (const deed of deeds) perform(from, deed);
        const imported = await importProgress(to, exportProgress(from));
        expect(imported).toMatchObject({ kind: "imported", kept: { kind: "in-file" } });
        expect(withoutTime(to)).toEqual(withoutTime(from));
        expect(to.passedRooms()).toEqual(from.passedRooms());
        expect(to.summary()).toEqual(from.summary());
        from.close();
        to.close();
      }),
      { numRuns: 40 },
    );
  });

  test("importing twice changes nothing, and marks of both workspaces stay", async () => {
    const [from, to] = [open(temporaryWorkspace()).store, open(temporaryWorkspace()).store];
    from.recordRun(run(), { answerText: ANSWER });
    to.recordRun(failedRun({ room: "0.2/conv2d" }), { answerText: ANSWER });
    const exported = exportProgress(from);
    expect(await importProgress(to, exported)).toMatchObject({ attempts: 1 });
    const once = withoutTime(to);
    expect(await importProgress(to, exported)).toMatchObject({ attempts: 0 });
    expect(withoutTime(to)).toEqual(once);
    expect(to.summary().totals).toMatchObject({ attempts: 2, passedRooms: 1 });
  });
});

describe("an import that does not fit", () => {
  const refused: readonly [string, string, RegExp][] = [
    ["no JSON", "{ half", /Nothing was imported: it is not JSON/],
    ["other JSON", '{"name": "arena"}', /does not fit the format of `arena progress export`/],
    [
      "of a newer arena",
      '{"format": "arena-progress", "version": 7}',
      /newer arena exported it \(format 7; this one reads 1\)/,
    ],
  ];
  test.each(refused)("%s is refused in a sentence", async (_, contents, message) => {
    const { store } = open(temporaryWorkspace());
    expect(await importProgress(store, contents)).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(message),
    });
  });

  test("names the place that is wrong, and imports nothing of the rest", async () => {
    const [from, to] = [open(temporaryWorkspace()).store, open(temporaryWorkspace()).store];
    from.recordRun(run(), { answerText: ANSWER });
    from.visit("0.2/relu");
    const broken = exportProgress(from).replace('"wasm"', "12");
    expect(await importProgress(to, broken)).toMatchObject({
      message: expect.stringContaining("attempts[0].backend"),
    });
    expect(to.summary().rooms).toEqual([]);
  });

  test("a door that the export claims without evidence stays closed", async () => {
    const [from, to] = [open(temporaryWorkspace()).store, open(temporaryWorkspace()).store];
    from.recordRun(failedRun(), { answerText: ANSWER });
    const forged = exportProgress(from).replace('"verdict": "failed"', '"verdict": "passed"');
    expect(await importProgress(to, forged)).toMatchObject({ kind: "imported", attempts: 1 });
    expect(to.passedRooms().size).toBe(0);
  });
});
