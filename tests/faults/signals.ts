import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { hashOf } from "../../src/grading/hash.ts";
import { right } from "./answers.ts";
import { inOneTutor } from "./one-tutor.ts";
import { rightOrWrong } from "./places.ts";
import {
  type Losses,
  lostMark,
  NOTHING_LOST,
  type Outcome,
  repeatedly,
  type Scenario,
  wrongVerdict,
} from "./scenario.ts";
import { integrityOf, newWorkspacePath, Tutor, until } from "./tutor.ts";

/** Signals that end the tutor, stop it and wake it, and windows that change their size without end. */
export const signals: readonly Scenario[] = [
  ...(["SIGTERM", "SIGHUP", "SIGINT"] as const).map((signal) => ({
    name: `signals: ${signal}, at a random moment`,
    tries: 8,
    inject: (tries: number) => ended(tries, signal),
  })),
  { name: "signals: SIGTSTP and back", tries: 10, inject: (tries) => inOneTutor(tries, stopped) },
  {
    name: "signals: SIGTSTP in the midst of a run",
    tries: 10,
    inject: (tries) => inOneTutor(tries, stoppedWhileGrading),
  },
  { name: "signals: 100 resizes while it grades", tries: 10, inject: (tries) => inOneTutor(tries, resized) },
  ...Object.entries(TERMINALS()).map(([name, env]) => ({
    name: `terminals: ${name}`,
    tries: 4,
    inject: (tries: number) => inTerminal(tries, env),
  })),
];

function TERMINALS(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    NO_COLOR: { NO_COLOR: "1" },
    "TERM=dumb": { TERM: "dumb" },
    "a screen reader": { INK_SCREEN_READER: "true" },
    "no locale": { LANG: "C" },
  };
}

/** The program has to end with 0, put the terminal back, and have kept what it had shown. */
async function ended(tries: number, signal: NodeJS.Signals): Promise<Outcome> {
  const tutor = await Tutor.start();
  try {
    return await repeatedly(tries, async (attempt) => {
      if (attempt > 0) await tutor.restart();
      const good = right();
      tutor.save(good);
      await pause((attempt * 67) % 500);
      tutor.terminal.kill(signal);
      const exit = await Promise.race([tutor.terminal.exited, pause(20_000)]);
      await until(() => (tutor.terminal.isFullScreen ? undefined : true), 2_000); // its last bytes come after its end
      return [endOf(tutor, signal, exit), marksAfter(tutor, good)];
    });
  } finally {
    await tutor.end();
  }
}

function endOf(tutor: Tutor, signal: string, exit: unknown): Losses {
  const { exitCode } = (exit ?? {}) as { exitCode?: number };
  if (exitCode !== 0)
    return wrongVerdict(`${signal}: ended with ${JSON.stringify(exit)}\n${tutor.terminal.text()}`);
  if (tutor.terminal.isFullScreen) return wrongVerdict(`${signal}: the terminal is not as it was`);
  return NOTHING_LOST;
}

function marksAfter(tutor: Tutor, text: string): Losses {
  const integrity = integrityOf(tutor.workspace);
  if (integrity !== "ok") return lostMark(integrity);
  const shown =
    /✓ passed/.test(tutor.terminal.raw.slice(-4000)) && readFileSync(tutor.answer, "utf8") === text;
  const mark = tutor.marks.findLast(({ hash }) => hash === hashOf(text));
  if (mark !== undefined && mark.passed !== 1)
    return wrongVerdict(`a right answer is kept as ${mark.verdict}`);
  // The screen of the time before the save may also say "passed": only a mark of these bytes could be lost.
  return shown && mark === undefined && tutor.marks.every(({ passed }) => passed === 0)
    ? lostMark("shown, not kept")
    : NOTHING_LOST;
}

async function stopped(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  process.kill(tutor.terminal.pid, "SIGTSTP");
  await pause(60);
  process.kill(tutor.terminal.pid, "SIGCONT");
  return rightOrWrong(tutor, attempt, "after SIGTSTP and SIGCONT");
}

/** What is saved while the tutor stands still is graded when it goes on. */
async function stoppedWhileGrading(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  tutor.save(right());
  await pause((attempt * 23) % 120);
  process.kill(tutor.terminal.pid, "SIGTSTP");
  setTimeout(() => process.kill(tutor.terminal.pid, "SIGCONT"), 150);
  return rightOrWrong(tutor, attempt, "saved while the tutor was stopped");
}

async function resized(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  const judged = rightOrWrong(tutor, attempt, "during 100 resizes");
  for (let i = 0; i < 100; i++) {
    tutor.terminal.resize(1 + ((i * 37) % 180), 1 + ((i * 13) % 60));
    await pause(5);
  }
  tutor.terminal.resize(100, 30);
  return judged;
}

async function inTerminal(tries: number, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const tutor = await Tutor.start(newWorkspacePath(), { env });
  try {
    return await repeatedly(tries, (attempt) => rightOrWrong(tutor, attempt, JSON.stringify(env)));
  } finally {
    await tutor.end();
  }
}
