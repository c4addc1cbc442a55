import { afterAll, describe, expect, test } from "vitest";
import { families } from "./families.ts";
import { endTutor } from "./one-tutor.ts";
import { NOTHING_LOST } from "./scenario.ts";

/** One injection of these with each `npm test`, so that none of the families rots. All of them: `npm run faults`. */
const EACH_TIME: readonly RegExp[] = [
  /^saves: (wrong|right) after (right|wrong)/,
  /^editors: (vim:|VS Code|IntelliJ)/,
  /^signals: (SIGTERM|SIGTSTP and back|100 resizes)/,
  /^terminals: TERM=dumb/,
  /^places: .*why\?/,
  /^database: (torn off|of a newer arena)/,
  /^disks: full/,
  /^windows: two/,
  /^kill -9: /,
  /^forgery: (Array\.prototype\.every|a status|noise|a signal to|the solution's module|the solution by the server)/,
  /^code: (process\.abort|endless recursion|a thrown proxy|a deleted file|a half-written file)/,
];

const chosen = families.filter(({ name }) => EACH_TIME.some((pattern) => pattern.test(name)));

afterAll(endTutor);

test("each pattern chooses something, and no two scenarios have one name", () => {
  for (const pattern of EACH_TIME)
    expect(
      chosen.some(({ name }) => pattern.test(name)),
      String(pattern),
    ).toBe(true);
  expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
});

describe("a fault costs no answer, no mark and no verdict", () => {
  test.each(chosen.map((scenario) => [scenario.name, scenario] as const))(
    "%s",
    { timeout: 90_000 },
    async (_, { inject }) => {
      const outcome = await inject(1);
      if ("skipped" in outcome) return console.log(`skipped: ${outcome.skipped}`);
      expect(outcome.losses).toEqual(NOTHING_LOST);
    },
  );
});
