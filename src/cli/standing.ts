import { passedByChallenge } from "../curriculum/index.ts";
import type { Catalogue, RoomId } from "../curriculum/model.ts";
import type { ProgressStore } from "../progress/index.ts";

/** Which doors are open. `passed` holds the rooms that were passed and those that count so by challenge. */
export interface Standing {
  readonly passed: ReadonlySet<RoomId>;
  readonly byChallenge: ReadonlySet<RoomId>;
}

export const NOTHING_PASSED: Standing = { passed: new Set(), byChallenge: new Set() };

export function standingOf(catalogue: Catalogue, store: ProgressStore): Standing {
  const own = store.passedRooms();
  const byChallenge = passedByChallenge(catalogue, own);
  return { passed: new Set([...own, ...byChallenge]), byChallenge };
}
