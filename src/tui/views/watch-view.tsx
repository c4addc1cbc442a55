import { useAnimation, useWindowSize } from "ink";
import type { Frames } from "../../pictures/picture.ts";
import { composeFrame } from "../layout/compose.ts";
import type { FramePlan } from "../layout/plan.ts";
import type { WatchState } from "../state.ts";
import type { Appearance } from "../terminal.ts";
import { Frame } from "./frame.tsx";
import { useFilm } from "./use-film.ts";
import { useGate } from "./use-gate.ts";

/** How often a run that takes long counts up, in ms. */
const COUNTING_MS = 250;

interface Props {
  readonly state: WatchState;
  readonly appearance: Appearance;
  /** How many keys have been pressed so far: any of them stops a picture that moves. */
  readonly pressed: number;
  /** Told of every frame, so that keys can be understood against what is on screen. */
  readonly onPlan: (plan: FramePlan) => void;
}

/** The watch screen at the terminal's present size. A timer runs only while a run goes on, a door opens or a picture moves. */
export function WatchView({ state, appearance, pressed, onPlan }: Props) {
  const { columns, rows } = useWindowSize();
  const grading = state.phase.kind === "grading";
  const { time } = useAnimation({ interval: COUNTING_MS, isActive: grading });
  const gateStage = useGate(state.phase.kind === "passed" ? state.room.id : undefined);
  const filmFrame = useFilm(filmInSight(state), pressed);
  const elapsed = grading ? time : 0;
  const plan = composeFrame(state, { columns, rows, appearance, elapsed, gateStage, filmFrame });
  onPlan(plan);
  return <Frame plan={plan} appearance={appearance} />;
}

/** A picture moves only while it is looked at. */
function filmInSight({ overlay, picture }: WatchState): Frames | undefined {
  if (overlay?.kind !== "picture" || picture?.kind !== "picture") return undefined;
  return picture.picture.kind === "raster" ? picture.picture.screen : undefined;
}
