import type { SubProblem } from "../../curriculum/model.ts";
import type { CaseRow, WatchState } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { clip, spread } from "../text/fit.ts";
import { type Line, line, span, type Tone } from "../text/line.ts";
import { CRAMPED, type Look } from "./look.ts";
import { duration, markOf } from "./marks.ts";

/** Which sub-problems show their cases: all, those that do not pass yet, or only one. */
export type Folding =
  | { readonly kind: "open" }
  | { readonly kind: "fold-passed" }
  | { readonly kind: "only"; readonly id: string };

/**
 * The sub-problems in order, each with its cases below it, joined by a corridor. `airy` leaves a line between
 * them.
 */
export function caseList(state: WatchState, look: Look, folding: Folding, airy = false): Line[] {
  const groups = groupsOf(state);
  const pointed = pointedCase(state);
  return groups.flatMap((group, i) => {
    const rows = isFolded(group, folding) ? [] : group.rows;
    const last = i === groups.length - 1;
    const corridor = span(` ${last ? " " : look.glyphs.wall} `, "faint");
    const cases = rows.map((row) => [
      corridor,
      ...caseLine(row, row.id === pointed, { ...look, width: look.width - 3 }),
    ]);
    return [headingOf(group, i + 1, look), ...cases, ...(airy && !last ? [[corridor]] : [])];
  });
}

interface Group {
  readonly subProblem: Pick<SubProblem, "id" | "title">;
  readonly rows: readonly CaseRow[];
}

/** The room's sub-problems, then whatever else the grader names, so that no case is ever invisible. */
function groupsOf(state: WatchState): Group[] {
  const listed = state.room.subProblems;
  const others = [...new Set(state.cases.map((row) => row.subProblem))].filter(
    (id) => !listed.some((one) => one.id === id),
  );
  return [...listed, ...others.map((id) => ({ id, title: id }))].map((subProblem) => ({
    subProblem,
    rows: state.cases.filter((row) => row.subProblem === subProblem.id),
  }));
}

/** The case that the panel talks about. */
function pointedCase(state: WatchState): string | undefined {
  return state.failure !== undefined && !state.failure.stale ? state.failure.result.id : undefined;
}

function isFolded(group: Group, folding: Folding): boolean {
  if (folding.kind === "only") return group.subProblem.id !== folding.id;
  return folding.kind === "fold-passed" && group.rows.every((row) => row.status === "pass");
}

function headingOf(group: Group, number: number, look: Look): Line {
  const passed = group.rows.filter((row) => row.status === "pass").length;
  const mark = markOf(worstOf(group.rows), look.glyphs);
  const left = line(
    span(` ${mark.glyph} `, mark.tone),
    span(`${number} ${cleanLine(group.subProblem.title)}`, "strong"),
  );
  const tally =
    group.rows.length === 0 || group.rows.some((row) => row.stale)
      ? []
      : line(span(`${passed}/${group.rows.length} `, tallyTone(passed, group.rows.length)));
  return spread(left, tally, look.width, look.glyphs.ellipsis);
}

function tallyTone(passed: number, total: number): Tone {
  return passed === total ? "good" : "faint";
}

/** What a sub-problem's own mark should say: its first case that does not pass; else that all of them do. */
function worstOf(rows: readonly CaseRow[]): Pick<CaseRow, "status" | "failure"> {
  if (rows.some((row) => row.stale)) return { status: "waiting", failure: undefined };
  return rows.find((row) => row.status !== "pass") ?? rows[0] ?? { status: "waiting", failure: undefined };
}

function caseLine(row: CaseRow, pointed: boolean, look: Look): Line {
  const { glyphs, width } = look;
  const mark = markOf(row, glyphs);
  const tone = row.stale ? "faint" : mark.tone;
  const arrow = pointed ? span(`${glyphs.here} `, "strong") : span("  ");
  const left = line(arrow, span(`${mark.glyph} `, tone), span(cleanLine(row.title), titleTone(row, pointed)));
  const remark = remarkOn(row, mark.word, look);
  if (remark === "") return clip(left, width, glyphs.ellipsis);
  return spread(
    left,
    line(span(`${remark} `, row.stale || row.status === "pass" ? "faint" : tone)),
    width,
    glyphs.ellipsis,
  );
}

function titleTone(row: CaseRow, pointed: boolean): Tone {
  if (pointed) return "strong";
  return row.stale || row.status === "waiting" || row.status === "not-run" ? "faint" : "plain";
}

/** A pass says how long it took, everything else what it is; on a narrow screen the sign says it alone. */
function remarkOn(row: CaseRow, word: string, look: Look): string {
  if (row.stale) return "earlier";
  if (look.width < CRAMPED - 3) return "";
  return row.status === "pass" && row.milliseconds !== undefined ? duration(row.milliseconds) : word;
}
