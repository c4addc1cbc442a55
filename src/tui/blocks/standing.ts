import { counted } from "../../tools/lesson.ts";
import type { TrainingPanel, TypesPanel, WatchState } from "../state.ts";
import type { Glyphs } from "../text/glyphs.ts";
import { type Line, line, type Span, span } from "../text/line.ts";
import { sparkline } from "./sparkline.ts";

/** Characters of a progress bar and of a curve. */
const BAR = 10;
const CURVE = 16;

/** How the answer stands, in a few words. `elapsed` is how long the run has been going, in ms. */
export function standing(state: WatchState, glyphs: Glyphs, elapsed: number): Span {
  const { phase } = state;
  switch (phase.kind) {
    case "starting":
      return span("opening the room", "faint");
    case "waiting":
      return span("waiting for a save", "door");
    case "grading":
      if (state.training !== undefined) return span(trainingText(state.training, glyphs), "door");
      return span(
        elapsed >= 500 ? `${busyWith(state)}, ${(elapsed / 1000).toFixed(1)} s` : "grading",
        "door",
      );
    case "file-gone":
      return span(`${glyphs.error} your file is gone`, "bad");
    case "could-not-load":
      return span(`${glyphs.error} your file does not load`, "bad");
    case "could-not-grade":
      return span(`${glyphs.fault} could not grade: our fault`, "warning");
    case "failed-outside":
      return span(`${glyphs.fail} fails outside the cases`, "bad");
    case "passed":
      return span(`${glyphs.pass} passed`, "good");
    case "settled":
      return settledSpan(state, phase.passed, phase.total, glyphs);
  }
}

/** After the last verdict the decoys are run, to say which mistake it is: the verdicts are final by then. */
function busyWith({ cases }: WatchState): string {
  const allTold =
    cases.length > 0 &&
    cases.every(({ status, stale }) => !stale && status !== "running" && status !== "waiting");
  return allTold ? "looking for the mistake" : "grading";
}

/** `training ━━━╌╌ 120/400 loss 0.31 ▇▅▃▂`: a bar where the length is known, and the curve of the losses. */
function trainingText({ step, of, loss, losses }: TrainingPanel, glyphs: Glyphs): string {
  const bar = of === undefined ? `step ${step}` : `${barOf(step / of, glyphs)} ${step}/${of}`;
  const lossText =
    loss === undefined ? "" : ` loss ${Number(loss.toPrecision(3))} ${sparkline(losses, CURVE, glyphs)}`;
  return `training ${bar}${lossText}`;
}

function barOf(share: number, { full, empty }: Glyphs): string {
  const lit = Math.round(Math.min(1, share) * BAR);
  return full.repeat(lit) + empty.repeat(BAR - lit);
}

function settledSpan(state: WatchState, passed: number, total: number, glyphs: Glyphs): Span {
  if (passed === total) return span(`${glyphs.pass} all ${counted(total, "case")} pass`, "good");
  const untouched = passed === 0 && state.failure?.result.failure?.kind === "not-yet";
  if (untouched) return span(`${glyphs.notYet} nothing written yet`, "warning");
  return span(
    `${glyphs.fail} ${passed} of ${counted(total, "case")} ${passed === 1 ? "passes" : "pass"}`,
    "bad",
  );
}

/** What the type checker says, in a few words; it never holds the numbers up. */
export function typesInBrief(types: TypesPanel, glyphs: Glyphs): Line {
  switch (types.kind) {
    case "off":
      return [];
    case "checking":
      return line(span("checking types", "faint"));
    case "clean":
      return line(span(`types ${glyphs.pass}`, "good"));
    case "errors":
      return line(span(`${glyphs.error} ${counted(types.errors.length, "type error")}`, "warning"));
  }
}
