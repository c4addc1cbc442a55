import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { hashOf } from "../../src/grading/hash.ts";
import { right, slow, wrong } from "./answers.ts";
import { inOneTutor } from "./one-tutor.ts";
import {
  type Losses,
  lostAnswer,
  lostMark,
  NOTHING_LOST,
  type Outcome,
  repeatedly,
  type Scenario,
} from "./scenario.ts";
import { integrityOf, PASSED, Tutor } from "./tutor.ts";
import { workersOf } from "./workers.ts";

/** SIGKILL at random moments, to the tutor and to its workers. */
export const kills: readonly Scenario[] = [
  { name: "kill -9: the tutor, at a random moment after a right save", tries: 80, inject: killTutors },
  {
    name: "kill -9: the tutor's workers, at a random moment",
    tries: 120,
    inject: (tries) => inOneTutor(tries, killWorkers),
  },
];

async function killTutors(tries: number): Promise<Outcome> {
  const tutor = await Tutor.start();
  try {
    return await repeatedly(tries, (attempt) => killTutor(tutor, attempt));
  } finally {
    await tutor.end();
  }
}

/** What the screen has acknowledged before the kill has to be in the database after it. */
async function killTutor(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  const bad = wrong();
  tutor.save(bad);
  await tutor.verdictOn(bad);
  await tutor.shows(/─ ✗ /);
  const good = right();
  tutor.save(good);
  await pause((attempt * 29) % 400);
  tutor.terminal.kill("SIGKILL");
  await tutor.terminal.exited;
  await pause(20); // for the terminal to draw what had been written
  const acknowledged = PASSED.test(tutor.terminal.text());
  const losses = [afterwards(tutor, good, acknowledged)];
  await tutor.restart();
  losses.push(await tutor.judge(good, "passes", "what was saved before a kill of the tutor, started again"));
  return losses;
}

function afterwards(tutor: Tutor, text: string, acknowledged: boolean): Losses {
  const integrity = integrityOf(tutor.workspace);
  if (integrity !== "ok") return lostMark(`after a kill of the tutor: ${integrity}`);
  if (readFileSync(tutor.answer, "utf8") !== text) return lostAnswer("after a kill of the tutor");
  const kept = tutor.marks.some(({ hash, passed }) => hash === hashOf(text) && passed === 1);
  return acknowledged && !kept ? lostMark("a pass was shown before the kill and is not kept") : NOTHING_LOST;
}

/** A worker that dies while a right answer is graded is no reason to fail it, nor to pass it unseen. */
async function killWorkers(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  const answer = attempt % 2 === 0 ? slow(20) : right();
  tutor.save(answer);
  await pause((attempt * 13) % 300);
  for (const pid of workersOf(tutor.terminal.pid)) kill(pid);
  return [
    await tutor.judge(answer, "passes", `right, with its worker killed after ${(attempt * 13) % 300} ms`),
  ];
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
