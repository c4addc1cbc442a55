import type { CaseResult, RunResult, TrainingProgress } from "../grading/verdict.ts";
import { counted } from "../tools/lesson.ts";
import { typeErrors } from "./blocks/asides.ts";
import { failurePanel } from "./blocks/failure.ts";
import { hintPanel } from "./blocks/hint.ts";
import type { Look } from "./blocks/look.ts";
import { duration, markOf } from "./blocks/marks.ts";
import { rewardBlock } from "./blocks/reward.ts";
import { trouble } from "./blocks/trouble.ts";
import type { ScreenEvent } from "./events.ts";
import type { WatchState } from "./state.ts";
import { cleanLine, cleanLines } from "./text/clean.ts";
import { ASCII, type Glyphs } from "./text/glyphs.ts";
import { type Line, lineText } from "./text/line.ts";

/** Takes each event together with the state it led to. */
export type PlainReporter = (event: ScreenEvent, state: WatchState) => void;

/**
 * The screen's plain twin, for pipes, logs, screen readers and `--plain`: a line a finished case, then the
 * failing case as text and a line that says how it ended. No escape codes. `write` gets whole lines, newline
 * included.
 */
export function plainReporter(write: (text: string) => void, glyphs: Glyphs = ASCII): PlainReporter {
  const look: Look = { width: 80, glyphs };
  const say = (lines: readonly string[]) => {
    for (const text of lines) write(`${text}\n`);
  };
  let quarter = 0;
  return (event, state) => {
    if (event.type !== "progress") return say(linesFor(event, state, look));
    const reached = quarterOf(event.progress);
    if (reached > quarter) say(linesFor(event, state, look));
    quarter = reached;
  };
}

function linesFor(event: ScreenEvent, state: WatchState, look: Look): readonly string[] {
  if ("run" in event && event.run !== state.run) return []; // a run that a newer save has overtaken
  switch (event.type) {
    case "run-started":
      return ["", titleLine(state, look)];
    case "case-finished":
      return [caseLine(event.result, state, look)];
    case "backend-failed":
      return [cleanLine(event.notice)];
    case "printed":
      return cleanLines(event.text.replace(/\n$/, "")).map((text) => `${look.glyphs.wall} ${text}`);
    case "run-finished":
      return finished(event.result, state, look);
    case "room-passed":
      return state.phase.kind === "passed" ? rewardLines(state, look) : [];
    case "drawn":
      return [pictureLine(event)];
    case "progress":
      return progressLines(event.progress);
    case "hint-shown":
      return texts(hintPanel(state, look));
    case "types-checked":
      return texts(typeErrors(event.types, Number.POSITIVE_INFINITY, look));
    case "notice":
      return event.text === undefined ? [] : [cleanLine(event.text)];
    case "overlay-opened":
      return event.overlay.kind === "page" ? event.overlay.lines.flatMap(cleanLines) : [];
    case "file-gone":
      return texts(trouble(state, look));
    case "ready":
      return [`Watching ${state.shownPath}. Save it and it is graded.`];
    default:
      return [];
  }
}

function pictureLine({ drawn, path }: Extract<ScreenEvent, { type: "drawn" }>): string {
  if (drawn.kind === "no-picture") return `no picture: ${cleanLine(drawn.why)}`;
  return `picture: ${path ?? "not kept"}`;
}

/** Said at each quarter of a training whose length is known. */
function progressLines({ step, of, loss }: TrainingProgress): readonly string[] {
  if (of === undefined) return [];
  const lossText = loss === undefined ? "" : `, loss ${Number(loss.toPrecision(4))}`;
  return [`training   ${Math.round((100 * step) / of)}%, step ${step} of ${of}${lossText}`];
}

const quarterOf = ({ step, of }: TrainingProgress): number =>
  of === undefined ? 0 : Math.floor((4 * step) / of);

function titleLine({ section, room, shownPath }: WatchState, { glyphs }: Look): string {
  return `${section.id} ${section.title} ${glyphs.between} ${room.title} (${shownPath})`;
}

/** `fails      Keep the shape: works on [2, 3, 4]`: the word first, so that it can be searched for. */
function caseLine(result: CaseResult, state: WatchState, look: Look): string {
  const word = result.status === "not-run" ? "not run" : markOf(result, look.glyphs).word;
  const subProblem =
    state.room.subProblems.find((one) => one.id === result.subProblem)?.title ?? result.subProblem;
  const name = `${cleanLine(subProblem)}: ${cleanLine(result.title)}`;
  return `${word.padEnd(10)} ${name} (${duration(result.milliseconds)})`;
}

function finished(result: RunResult, state: WatchState, look: Look): readonly string[] {
  if (result.verdict === "cancelled") return ["cancelled: a newer save came"];
  const wrong = trouble(state, look);
  const panel =
    state.failure !== undefined && !state.failure.stale ? failurePanel(state.failure, state, look) : [];
  const shown = wrong.length > 0 ? wrong : panel;
  return [...(shown.length > 0 ? ["", ...texts(shown), ""] : []), lastLine(result, state)];
}

function lastLine(result: RunResult, state: WatchState): string {
  const passing = result.cases.filter((one) => one.status === "pass").length;
  const time = duration(state.milliseconds ?? result.milliseconds);
  const share = `${passing} of ${counted(result.cases.length, "case")} ${passing === 1 ? "passes" : "pass"}, ${result.backend}, ${time}`;
  const words = {
    passed: "Passed",
    failed: "Not passed yet",
    "could-not-load": "Does not load",
    "could-not-grade": "Could not grade",
    cancelled: "",
  };
  return `${words[result.verdict]}: ${share}`;
}

/** The reward without its list of cases: they have just been told one by one. */
function rewardLines(state: WatchState, look: Look): readonly string[] {
  if (state.phase.kind !== "passed") return [];
  const lines = texts(rewardBlock(state.phase.reward, state, look, { gate: false, cases: false, stage: 0 }));
  return ["", ...lines];
}

function texts(lines: readonly Line[]): string[] {
  return lines.map((of) => lineText(of).trimEnd());
}
