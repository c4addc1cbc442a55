import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import type { Grader } from "../../src/grading/grader.ts";
import type { CaseResult } from "../../src/grading/verdict.ts";

export const root = join(import.meta.dirname, "..", "..");
export const rooms: readonly Room[] = readCatalogue(root).sections.flatMap((section) => section.rooms);

/** What of the solution's text becomes what; each occurs exactly once. */
export type Slips = readonly (readonly [from: string, to: string])[];

/** Grades the solution of a room with slips in it, which has to fail; gives the first case that does not pass. */
export async function firstFailing(
  grader: Grader,
  id: string,
  slips: Slips,
): Promise<{ room: Room; failing: CaseResult | undefined }> {
  const room = rooms.find((each) => each.id === id);
  if (room === undefined) throw new Error(`there is no room ${id}`);
  const path = room.files.solution;
  const { verdict, cases } = await grader.grade({ room, path, text: withSlips(slips, room) });
  expect(verdict).toBe("failed");
  return { room, failing: cases.find(({ status }) => status !== "pass") };
}

function withSlips(slips: Slips, { files }: Room): string {
  return slips.reduce(
    (text, [from, to]) => {
      expect(text.split(from), `the solution has this once: ${from}`).toHaveLength(2);
      return text.replace(from, () => to);
    },
    readFileSync(files.solution, "utf8"),
  );
}
