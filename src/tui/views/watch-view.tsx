import { useAnimation, useWindowSize } from "ink";
import { composeFrame } from "../layout/compose.ts";
import type { FramePlan } from "../layout/plan.ts";
import type { WatchState } from "../state.ts";
import type { Appearance } from "../terminal.ts";
import { Frame } from "./frame.tsx";
import { useGate } from "./use-gate.ts";

/** How often a run that takes long counts up, in ms. */
const COUNTING_MS = 250;

interface Props {
  readonly state: WatchState;
  readonly appearance: Appearance;
  /** Told of every frame, so that keys can be understood against what is on screen. */
  readonly onPlan: (plan: FramePlan) => void;
}

/** The watch screen at the terminal's present size. A timer runs only while a run goes on or a door opens. */
export function WatchView({ state, appearance, onPlan }: Props) {
  const { columns, rows } = useWindowSize();
  const grading = state.phase.kind === "grading";
  const { time } = useAnimation({ interval: COUNTING_MS, isActive: grading });
  const gateStage = useGate(state.phase.kind === "passed" ? state.room.id : undefined);
  const plan = composeFrame(state, { columns, rows, appearance, elapsed: grading ? time : 0, gateStage });
  onPlan(plan);
  return <Frame plan={plan} appearance={appearance} />;
}
