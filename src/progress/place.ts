import { statSync } from "node:fs";
import { join } from "node:path";

/** The files of one workspace's progress. */
export interface Place {
  /** The workspace's folder. */
  readonly root: string;
  /** `.arena` in it. */
  readonly folder: string;
  readonly database: string;
  /**
   * Copies of the database: one a day, one before each migration, and every broken file that was moved aside.
   */
  readonly backups: string;
}

/** Where the progress of the workspace at `root` lies, whether or not anything is there yet. */
export function placeOf(root: string): Place {
  const folder = join(root, ".arena");
  return { root, folder, database: join(folder, "progress.db"), backups: join(folder, "backups") };
}

/** Size of a file in bytes; 0 where there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** A moment as it can stand in a file name on every system: `2026-11-25T07-35-12.042Z`. */
export function stampOf(moment: Date): string {
  return moment.toISOString().replaceAll(":", "-");
}
