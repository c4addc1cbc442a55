import { findCycle } from "../graph.ts";
import { findingAt, type Rule, roomsOf } from "./rule.ts";

/** No room waits, through others or not, for itself: it could never open. */
export const noCycles: Rule = (catalogue) => {
  const rooms = roomsOf(catalogue);
  const cycle = findCycle(rooms);
  const first = rooms.find(({ id }) => id === cycle?.[0]);
  if (cycle === undefined || first === undefined) return [];
  const round = [...cycle, first.id].join(" requires ");
  return [
    findingAt(
      first.files.statement,
      "requires:",
      `None of these rooms can ever open: ${round}. Take one of the requirements out.`,
    ),
  ];
};
