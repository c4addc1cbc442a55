import type { WatchState } from "../state.ts";
import { clipPath, spread } from "../text/fit.ts";
import { type Line, line, span } from "../text/line.ts";
import { type Look, NARROW } from "./look.ts";
import { level } from "./marks.ts";

/**
 * Where the learner is: section, room, how far through the dungeon; on tall screens the file and what kind of
 * room it is.
 */
export function header(state: WatchState, look: Look, tall: boolean): Line[] {
  const where = whereLine(state, look);
  return tall ? [where, fileLine(state, look)] : [where];
}

function whereLine(state: WatchState, look: Look): Line {
  const { section, room } = state;
  const narrow = look.width < NARROW;
  const name = narrow ? section.id : sectionName(section);
  const left = line(
    span(` ${name} `, "faint"),
    span(`${look.glyphs.between} `, "faint"),
    span(room.title, roomTone(room.kind)),
  );
  return spread(
    left,
    narrow ? shortProgress(state) : progress(state, look),
    look.width,
    look.glyphs.ellipsis,
  );
}

function roomTone(kind: WatchState["room"]["kind"]) {
  return kind === "boss" ? ("boss" as const) : ("strong" as const);
}

function shortProgress(state: WatchState): Line {
  return line(span(`${state.passedRooms}/${state.totalRooms} `, "tool"));
}

/** The dungeon as a row of rooms, lit where passed. */
function progress(state: WatchState, look: Look): Line {
  const { passedRooms, totalRooms } = state;
  const { full, empty } = look.glyphs;
  const dots =
    totalRooms <= 24
      ? `${full.repeat(passedRooms)}${empty.repeat(Math.max(0, totalRooms - passedRooms))} `
      : "";
  return line(span(dots, "tool"), span(`${passedRooms} of ${totalRooms} ${nounOf(state.room)} `, "faint"));
}

/** `0.2 CNNs and ResNets`; the title alone where the id is the same word. */
export function sectionName({ id, title }: WatchState["section"]): string {
  return title.toLowerCase() === id ? title : `${id} ${title}`;
}

/** What the section of a room holds, in a word. */
export function nounOf({ kind }: WatchState["room"]): string {
  return kind === "kata" ? "katas" : "rooms";
}

function fileLine(state: WatchState, look: Look): Line {
  const { room, shownPath } = state;
  const facts = look.width < NARROW ? line(span(`${room.minutes} min `, "faint")) : roomFacts(state, look);
  const space = Math.max(12, look.width - 12);
  const path = clipPath(shownPath, space, look.glyphs.ellipsis);
  return spread(line(span(` ${path}`, "door")), facts, look.width, look.glyphs.ellipsis);
}

function roomFacts({ room }: WatchState, { glyphs }: Look): Line {
  const kind = room.kind === "room" ? "" : `${room.kind}  `;
  return line(
    span(kind, room.kind === "boss" ? "boss" : "faint"),
    span("importance ", "faint"),
    level(room.importance, glyphs),
    span("  difficulty ", "faint"),
    level(room.difficulty, glyphs),
    span(`  ${room.minutes} min `, "faint"),
  );
}
