/** What the learner reads about the state of their progress file. */
import type { Place } from "./place.ts";
import { CURRENT_VERSION } from "./schema.ts";

/** A newer arena has written the file. */
export function newerMessage(place: Place, version: number): string {
  return (
    `The progress in ${place.database} was written by a newer arena (format ${version}; this one reads up ` +
    `to ${CURRENT_VERSION}). Nothing was changed. Update this arena, or use another workspace: ` +
    "arena --workspace FOLDER."
  );
}

/** The file cannot be written. */
export function memoryNotice(place: Place, why: string): string {
  return (
    `Progress cannot be saved in ${place.database}: ${why}. You can go on; what you pass is kept in memory ` +
    "and written as soon as the file can be, but is lost if arena ends before that. " +
    "`arena doctor` shows more."
  );
}

/** The file could not be written to the end, and the program that holds the marks is about to end. */
export function lostNotice(place: Place, why: string): string {
  return (
    `The marks made just now are lost: they could not be saved in ${place.database}: ${why}. Your answers are ` +
    "untouched; `arena grade` on a room's file marks it as passed again."
  );
}

/** The file was damaged. */
export function brokenNotice(movedTo: string, restored: Date | undefined): string {
  const rest = restored
    ? `Your marks were restored from the copy of ${dayAndTime(restored)}; later ones are missing.`
    : "There was no copy to restore, so the marks begin anew; your answers are untouched. " +
      "`arena grade` on a room's file marks it as passed again.";
  return `The progress file was damaged and has been moved to ${movedTo}. ${rest}`;
}

/** The file was gone, but a copy was there. */
export function missingNotice(place: Place, restored: Date): string {
  return (
    `${place.database} was missing or empty; your marks were restored from the copy of ` +
    `${dayAndTime(restored)}. To begin anew on purpose, move ${place.backups} away as well.`
  );
}

function dayAndTime(moment: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  const day = [moment.getFullYear(), pad(moment.getMonth() + 1), pad(moment.getDate())].join("-");
  return `${day} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
