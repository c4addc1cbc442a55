import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { behindItsBack, open, startWriter, type TestPlace, temporaryWorkspace } from "./support.ts";

function integrityOf(place: TestPlace): unknown {
  return behindItsBack(place.database, (database) => database.pragma("integrity_check", { simple: true }));
}

describe("two windows", () => {
  test("write 500 marks each at the same time, and none is lost", { timeout: 60_000 }, async () => {
    const place = temporaryWorkspace();
    const writers = ["left", "right"].map((name) => startWriter(place, name, 500));
    const ends = await Promise.all(writers.map((writer) => once(writer, "exit")));
    expect(ends.map(([code]) => code)).toEqual([0, 0]);
    const passed = open(place).store.passedRooms();
    expect(passed.size).toBe(1000);
    for (const name of ["left", "right"]) expect(passed).toContain(`${name}/499`);
    expect(integrityOf(place)).toBe("ok");
  });

  test("may both make the database", { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round++) {
      const place = temporaryWorkspace();
      const writers = ["a", "b", "c", "d"].map((name) => startWriter(place, name, 3));
      const ends = await Promise.all(writers.map((writer) => once(writer, "exit")));
      expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0]);
      expect(open(place).store.passedRooms().size).toBe(12);
    }
  });
});

/**
 * Starts a writer, kills it without warning after `marks` marks and a little more, and returns those it
 * acknowledged.
 */
async function killAfter(
  place: TestPlace,
  name: string,
  marks: number,
  moreMilliseconds: number,
): Promise<string[]> {
  const writer = startWriter(place, name, 100_000);
  const exited = once(writer, "exit");
  let printed = "";
  writer.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    if (printed.includes(`in-file ${marks}\n`)) setTimeout(() => writer.kill("SIGKILL"), moreMilliseconds);
  });
  expect((await exited)[1]).toBe("SIGKILL");
  return [...printed.matchAll(/^in-file (\d+)\n/gm)].map(([, i]) => `${name}/${i}`);
}

describe("kill -9 at any moment", () => {
  test("leaves a sound file with every acknowledged mark", { timeout: 120_000 }, async () => {
    const place = temporaryWorkspace();
    const acknowledged: string[] = [];
    for (let round = 0; round < 20; round++) {
      acknowledged.push(...(await killAfter(place, `round-${round}`, round % 5, (round * 7) % 23)));
      expect(integrityOf(place)).toBe("ok");
    }
    const { store, notices } = open(place);
    expect(notices).toEqual([]);
    const passed = store.passedRooms();
    expect(acknowledged.length).toBeGreaterThan(60);
    expect(acknowledged.filter((room) => !passed.has(room))).toEqual([]);
    for (const room of acknowledged.slice(0, 50)) expect(store.attempts(room)[0]?.cases).toHaveLength(3);
  });

  test("while the database is being made leaves one that opens", { timeout: 60_000 }, async () => {
    for (let round = 0; round < 8; round++) {
      const place = temporaryWorkspace();
      const writer = startWriter(place, "w", 1);
      setTimeout(() => writer.kill("SIGKILL"), 60 + round * 12);
      await once(writer, "exit");
      const { store, notices } = open(place);
      expect(notices).toEqual([]);
      expect(store.note("0.2/relu", "still writable")).toEqual({ kind: "in-file" });
    }
  });
});
