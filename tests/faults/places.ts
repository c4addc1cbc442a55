import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { right, wrong } from "./answers.ts";
import { type Losses, type Outcome, repeatedly, type Scenario } from "./scenario.ts";
import { newWorkspacePath, Tutor } from "./tutor.ts";

/** Names of folders that have tripped other tools. */
const NAMES: readonly string[] = [
  "with  two spaces",
  "emoji 🐉 dungeon",
  "why? 100% #1",
  "a+b & [c] (d) 'e' ~f $HOME",
  "back\\slash",
  "e\u0301 combining, \u202eright to left",
  "?arena=1",
  "%2e%2e",
  "日本語",
  "node_modules/dist",
];

export const places: readonly Scenario[] = [
  ...NAMES.map((name) => ({
    name: `places: a workspace called ${JSON.stringify(name)}`,
    tries: 2,
    inject: (tries: number) => inPlace(tries, newWorkspacePath(name)),
  })),
  { name: "places: a workspace behind a link", tries: 2, inject: (tries) => inPlace(tries, behindLink()) },
  {
    name: "places: a path of 400 characters",
    tries: 2,
    inject: (tries) => inPlace(tries, newWorkspacePath(`${"deep-down-there/".repeat(22)}ws`)),
  },
];

function behindLink(): string {
  const real = newWorkspacePath("real");
  mkdirSync(real);
  const link = join(dirname(real), "link");
  symlinkSync(real, link);
  return link;
}

async function inPlace(tries: number, workspace: string): Promise<Outcome> {
  const tutor = await Tutor.start(workspace);
  try {
    return await repeatedly(tries, (attempt) => rightOrWrong(tutor, attempt, workspace));
  } finally {
    await tutor.end();
  }
}

/** Saves a right answer on even attempts and a wrong one on odd ones. */
export async function rightOrWrong(tutor: Tutor, attempt: number, where: string): Promise<readonly Losses[]> {
  const expected = attempt % 2 === 0 ? "passes" : "fails";
  const text = expected === "passes" ? right() : wrong();
  tutor.save(text);
  return [await tutor.judge(text, expected, where)];
}
