import { connect } from "./connect.ts";
import { Keeper } from "./keeper.ts";
import { placeOf } from "./place.ts";
import { type Aliases, RoomNames } from "./room-names.ts";
import { ProgressStore } from "./store.ts";

/** `notices` are sentences to show: what was restored, why marks stay in memory. */
export type Opened =
  | { readonly kind: "opened"; readonly store: ProgressStore; readonly notices: readonly string[] }
  | { readonly kind: "refused"; readonly message: string };

export interface OpenOptions {
  /** Old ids of rooms with the ids they have now; see `aliasesOf`. */
  readonly aliases?: Aliases;
  /** The clock; the system's unless told otherwise. */
  readonly now?: () => Date;
}

/**
 * Opens the progress of a workspace, `<root>/.arena/progress.db`, and makes it if there is none. A damaged
 * file is moved aside and the newest backup restored; where the file cannot be written the store works in
 * memory. `refused`: a newer arena wrote the file, and nothing was changed.
 */
export function openProgress(workspace: { readonly root: string }, options: OpenOptions = {}): Opened {
  const now = options.now ?? (() => new Date());
  const connected = connect(placeOf(workspace.root), now());
  if (connected.kind === "newer") return { kind: "refused", message: connected.message };
  const keeper = new Keeper(connected.connection, now);
  const store = new ProgressStore(keeper, new RoomNames(options.aliases ?? new Map()), now);
  return { kind: "opened", store, notices: connected.notices };
}

/** Where the progress of a workspace is kept; `arena progress --where` prints it. */
export function progressFile(workspace: { readonly root: string }): string {
  return placeOf(workspace.root).database;
}
