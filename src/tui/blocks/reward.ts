import { counted } from "../../tools/lesson.ts";
import type { Reward, WatchState, WayOn } from "../state.ts";
import { cleanLine } from "../text/clean.ts";
import { centre } from "../text/fit.ts";
import { BLANK, type Line, line, type Span, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { caseList } from "./case-list.ts";
import { gate } from "./gate.ts";
import type { Look } from "./look.ts";
import { duration } from "./marks.ts";
import { heading } from "./rules.ts";

/** Which parts of the reward there is room for, and how far its door has opened. */
export interface RewardParts {
  readonly gate: boolean;
  readonly stage: number;
  readonly cases: boolean;
}

/**
 * The moment a room is passed: the door opens, what was learned, the tool earned, the next door; its cases
 * below.
 */
export function rewardBlock(reward: Reward, state: WatchState, look: Look, shown: RewardParts): Line[] {
  const art = shown.gate
    ? [...gate(shown.stage, look.glyphs).map((of) => centre(of, look.width)), BLANK]
    : [];
  const cases = shown.cases
    ? [BLANK, heading("The cases", look), ...caseList(state, look, { kind: "open" })]
    : [];
  return [
    ...art,
    ...titleLines(reward, state, look),
    ...section("You learned", reward.learned, span(look.glyphs.pass, "good"), look),
    ...toolLines(reward, look),
    ...nextLines(reward, look),
    ...cases,
  ];
}

function titleLines(reward: Reward, state: WatchState, look: Look): Line[] {
  const { glyphs, width } = look;
  const title = line(
    span(`${glyphs.spark} `, "tool"),
    span(titleOf(reward, state), "strong"),
    span(` ${glyphs.spark}`, "tool"),
  );
  const time = state.milliseconds === undefined ? "" : ` in ${duration(state.milliseconds)}`;
  const facts = line(
    span(`${counted(state.cases.length, "case")} passed on ${state.backend}${time}`, "faint"),
  );
  const cleared = reward.sectionCleared
    ? [line(span(`Every door of ${state.section.id} ${state.section.title} is open.`, "tool"))]
    : [];
  return [title, ...cleared, facts].flatMap((of) => wrap(of, width)).map((of) => centre(of, width));
}

function titleOf(reward: Reward, { room }: WatchState): string {
  if (!reward.firstTime) return `${room.title}, passed again`;
  return room.kind === "boss" ? `${room.title} is beaten` : `${room.title} is passed`;
}

function section(title: string, items: readonly string[], mark: Span, look: Look): Line[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) => wrap(line("  ", mark, " ", cleanLine(item)), look.width, 4));
  return [BLANK, heading(title, look), ...lines];
}

function toolLines(reward: Reward, look: Look): Line[] {
  const title = reward.earned.length === 1 ? "A new tool in your bag" : "New tools in your bag";
  return section(title, reward.earned, span(look.glyphs.tool, "tool"), look);
}

const WAYS: Readonly<Record<WayOn["by"], string>> = {
  door: "The next door",
  side: "A side door",
  dungeon: "The next dungeon",
  back: "Back into the dungeon",
};

function nextLines({ next }: Reward, look: Look): Line[] {
  if (next === undefined) {
    return [
      BLANK,
      heading("The way on", look),
      ...wrap(
        line("  Every room of every dungeon is passed. ", span("m", "key"), " shows the map."),
        look.width,
        2,
      ),
    ];
  }
  const door = line(
    "  ",
    span("n", "key"),
    ` ${look.glyphs.between} `,
    span(next.title, "door"),
    span(`  ${next.id}`, "faint"),
  );
  return [BLANK, heading(WAYS[next.by], look), ...wrap(door, look.width, 6)];
}
