import type { Room } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";
import { type Effort, type Practised, techniquesUsed } from "../review/index.ts";

/** Every use of a technique in an answer that passed, with what it took: the history that the plan is made of. */
export function practisedIn(rooms: readonly Room[], store: ProgressStore): readonly Practised[] {
  const revealed = store.revealedRooms();
  return rooms.flatMap((room) =>
    store.passingAnswers(room.id).flatMap(({ text, at }) => {
      const effort = revealed.has(room.id) ? "shown" : effortOn(at, room, store);
      return techniquesUsed(text).map(({ technique }) => ({ technique, at, effort }));
    }),
  );
}

/** What the day of a pass looked like: a run that failed before it, or a hint, makes it `helped`. */
function effortOn(passedAt: Date, room: Room, store: ProgressStore): Effort {
  const sameDay = (at: Date) => at <= passedAt && at.toDateString() === passedAt.toDateString();
  const failed = store.attempts(room.id).some(({ at, passed }) => !passed && sameDay(at));
  const hinted = store.rungsSeen(room.id).some(({ at }) => sameDay(at));
  return failed || hinted ? "helped" : "straight";
}
