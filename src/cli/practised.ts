import type { Room } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";
import { type Effort, type Practised, techniquesUsed } from "../review/index.ts";

/** Every use of a technique in an answer that passed, with what it took: the history that the plan is made of. */
export function practisedIn(rooms: readonly Room[], store: ProgressStore): readonly Practised[] {
  const revealed = store.revealedRooms();
  return rooms.flatMap((room) => {
    const answers = store.passingAnswers(room.id);
    if (answers.length === 0) return [];
    const helped = revealed.has(room.id) ? [] : momentsOfHelp(room, store);
    return answers.flatMap(({ text, at }) => {
      const effort = revealed.has(room.id) ? "shown" : effortOn(at, helped);
      return techniquesUsed(text).map(({ technique }) => ({ technique, at, effort }));
    });
  });
}

/** When a run of a room failed, or a hint was asked for. */
function momentsOfHelp(room: Room, store: ProgressStore): readonly Date[] {
  const failed = store.attempts(room.id).filter(({ passed }) => !passed);
  return [...failed, ...store.rungsSeen(room.id)].map(({ at }) => at);
}

/** What the day of a pass looked like: a run that failed before it, or a hint, makes it `helped`. */
function effortOn(passedAt: Date, helped: readonly Date[]): Effort {
  const day = passedAt.toDateString();
  return helped.some((at) => at <= passedAt && at.toDateString() === day) ? "helped" : "straight";
}
