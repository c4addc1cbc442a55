import { useAnimation } from "ink";
import { useEffect, useState } from "react";
import { GATE_STAGES } from "../blocks/gate.ts";

/** Milliseconds the door stands at each stage while it opens. */
const STAGE_MS = 140;

/**
 * How far the door has opened. It opens once for each room passed, in half a second, and then no timer is
 * left running.
 */
export function useGate(passedRoom: string | undefined): number {
  const [openedFor, setOpenedFor] = useState<string>();
  const opening = passedRoom !== undefined && openedFor !== passedRoom;
  const { frame } = useAnimation({ interval: STAGE_MS, isActive: opening });
  const last = GATE_STAGES - 1;
  useEffect(() => {
    if (passedRoom === undefined || frame >= last) setOpenedFor(passedRoom);
  }, [frame, passedRoom, last]);
  return opening ? Math.min(frame, last) : last;
}
