import type { Room } from "../curriculum/model.ts";
import type { Attempt, ProgressStore } from "../progress/index.ts";
import type { Effort, Practised } from "../review/index.ts";
import { techniquesPractised } from "./earn-techniques.ts";

/** Every use of a technique in an answer that passed, with what it took: the history that the plan is made of. */
export async function practisedIn(
  rooms: readonly Room[],
  store: ProgressStore,
): Promise<readonly Practised[]> {
  const revealed = store.revealedRooms();
  const passed = store.passedRooms();
  const histories = rooms
    .filter(({ id }) => passed.has(id))
    .map((room) => practisedInRoom(room, store, revealed.has(room.id)));
  return (await Promise.all(histories)).flat();
}

async function practisedInRoom(room: Room, store: ProgressStore, shown: boolean): Promise<Practised[]> {
  const attempts = store.attempts(room.id);
  const helped = shown ? [] : momentsOfHelp(room, attempts, store);
  const texts = new Map(store.passingAnswers(room.id).map(({ hash, text }) => [hash, text]));
  const practised: Practised[] = [];
  for (const { at, hash } of attempts.filter(isWrittenAnew)) {
    const effort = shown ? "shown" : effortOn(at, helped);
    const techniques = await techniquesPractised(room, texts.get(hash) ?? "");
    practised.push(...techniques.map((technique) => ({ technique, at, effort })));
  }
  return practised;
}

/** Whether a pass took work: a text that passes twice running was graded again, not written again. */
function isWrittenAnew(attempt: Attempt, index: number, all: readonly Attempt[]): boolean {
  const before = all[index - 1];
  return attempt.passed && !(before?.passed === true && before.hash === attempt.hash);
}

/** When a run of a room went wrong, or a hint was asked for. */
function momentsOfHelp(room: Room, attempts: readonly Attempt[], store: ProgressStore): readonly Date[] {
  return [...attempts.filter(wentWrong), ...store.rungsSeen(room.id)].map(({ at }) => at);
}

/** What is not written yet is no mistake: a stub, or a kata of which the first steps are done. */
function wentWrong({ passed, cases }: Attempt): boolean {
  const failures = cases.filter(({ status }) => status !== "pass");
  return !passed && (failures.length === 0 || failures.some(({ failure }) => failure !== "not-yet"));
}

/** What the day of a pass looked like: a run that failed before it, or a hint, makes it `helped`. */
function effortOn(passedAt: Date, helped: readonly Date[]): Effort {
  const day = passedAt.toDateString();
  return helped.some((at) => at <= passedAt && at.toDateString() === day) ? "helped" : "straight";
}
