import type { MapRow } from "../state.ts";
import { clip, spread } from "../text/fit.ts";
import type { Glyphs } from "../text/glyphs.ts";
import { type Line, line, type Span, span, type Tone } from "../text/line.ts";
import type { Look } from "./look.ts";
import { level } from "./marks.ts";

/** A drawn map, and the line on which the learner stands. */
export interface DrawnMap {
  readonly lines: readonly Line[];
  readonly here: number;
}

/**
 * The dungeon from its entrance down: a chamber a room, an open door or a lock before each, and under its name the tools
 * that it wants. Without space, one line a room, and the tools only where the learner stands.
 */
export function dungeonMap(rows: readonly MapRow[], look: Look, roomy: boolean): DrawnMap {
  const lines: Line[] = [];
  let here = 0;
  rows.forEach((row, i) => {
    if (roomy) lines.push(withTools(doorBefore(row, i === 0, look.glyphs), rows[i - 1], look));
    if (row.status === "here") here = lines.length;
    lines.push(roomLine(row, look, roomy));
    if (!roomy && row.status === "here" && row.tools.length > 0)
      lines.push(withTools(line(span("  ")), row, look));
  });
  if (roomy && rows.length > 0) lines.push(withTools(wallBelow(look.glyphs), rows.at(-1), look));
  return { lines, here };
}

/** The wall below a room, with the tools that the room wants: those in the bag are marked. */
function withTools(wall: Line, room: MapRow | undefined, { glyphs, width }: Look): Line {
  const tools = (room?.tools ?? []).flatMap(({ technique, inBag }) => [
    span(`  ${inBag ? glyphs.tool : glyphs.waiting} `, inBag ? "tool" : "faint"),
    span(technique, inBag ? "tool" : "faint"),
  ]);
  return clip(line(...wall, ...tools), width, glyphs.ellipsis);
}

function doorBefore(row: MapRow, first: boolean, glyphs: Glyphs): Line {
  const [topLeft, topRight, , , left, right] = glyphs.corners;
  const stone = glyphs.rule.repeat(2);
  const door = row.status === "locked" ? span(glyphs.lock, "warning") : span(" ");
  return line(
    span(`  ${first ? topLeft : left}${stone}`, "faint"),
    door,
    span(`${stone}${first ? topRight : right}`, "faint"),
  );
}

function wallBelow({ corners, rule }: Glyphs): Line {
  return line(span(`  ${corners[2]}${rule.repeat(5)}${corners[3]}`, "faint"));
}

function roomLine(row: MapRow, look: Look, roomy: boolean): Line {
  const { glyphs, width } = look;
  const wall = roomy ? span(`  ${glyphs.wall}`, "faint") : span(" ");
  const mark = roomy && row.status === "locked" ? span(" ") : signOf(row, glyphs); // its door shows the lock
  const space = roomy ? "  " : "";
  const chamber = [wall, span(space), mark, span(space), roomy ? span(glyphs.wall, "faint") : span("")];
  const name = line(span(` ${row.title}`, titleTone(row)), kindSpan(row));
  return spread(line(...chamber, ...name), factsOf(row, look), width, glyphs.ellipsis);
}

function signOf(row: MapRow, glyphs: Glyphs): Span {
  switch (row.status) {
    case "passed":
    case "challenged":
      return span(glyphs.pass, "good");
    case "here":
      return span(glyphs.here, "key");
    case "open":
      return span(" ");
    case "locked":
      return span(glyphs.lock, "faint");
  }
}

function titleTone(row: MapRow): Tone {
  if (row.status === "here") return "strong";
  return row.status === "locked" ? "faint" : "plain";
}

/** What is not a plain room says so; katas stand among themselves and need not. */
function kindSpan(row: MapRow): Span {
  return row.kind === "room" || row.kind === "kata"
    ? span("")
    : span(`  ${row.kind}`, row.kind === "boss" ? "boss" : "faint");
}

function statusSpan({ status }: MapRow, { width }: Look): Span {
  switch (status) {
    case "here":
      return span("you are here", "key");
    case "challenged":
      return span(width < 64 ? "by challenge" : "passed by challenge", "good");
    default:
      return span(status, status === "passed" ? "good" : "faint");
  }
}

/**
 * What is said of a room at the right: its state in a word, and on a wide screen what it is worth and costs.
 */
function factsOf(row: MapRow, look: Look): Line {
  const status = statusSpan(row, look);
  if (look.width < 64) return clip(line(status, " "), look.width);
  const minutes = span(`${String(row.minutes).padStart(4)} min `, "faint");
  if (look.width < 90) return line(status, minutes);
  return line(
    status,
    span("   importance ", "faint"),
    level(row.importance, look.glyphs),
    span("  difficulty ", "faint"),
    level(row.difficulty, look.glyphs),
    minutes,
  );
}
