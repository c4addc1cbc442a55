import type { RoomTruth, Survivor } from "./room-truth.ts";

/** The share of wrong mutants that must be rejected. */
const BAR = 0.99;

/** Of the mutants that are no right answers, the share that is rejected. 1 where there are none. */
export function killedShare(rooms: readonly Pick<RoomTruth, "killed" | "survivors">[]): number {
  const killed = total(rooms.map((room) => room.killed));
  const wrong = killed + total(rooms.map(({ survivors }) => survivors.length));
  return wrong === 0 ? 1 : killed / wrong;
}

/** Each way in which a room falls short, as a sentence. */
export function shortcomingsOf(room: RoomTruth): string[] {
  const share = killedShare([room]);
  const { decoys, decoysCaught, decoysNamed, styles, stylesPassed } = room;
  return [
    ...(share < BAR ? [`only ${percent(share)} of its wrong mutants are rejected`] : []),
    ...(decoysCaught < decoys ? [`${decoys - decoysCaught} of ${decoys} decoys escape`] : []),
    ...(decoysNamed < decoys ? [`${decoys - decoysNamed} of ${decoys} decoys are not named`] : []),
    ...(styles < 2 ? [`it has ${styles} correct answers in other styles, not two`] : []),
    ...(stylesPassed < styles ? [`${styles - stylesPassed} of ${styles} correct answers are rejected`] : []),
    ...room.problems,
  ].map((what) => `${room.room}: ${what}`);
}

const HEAD = [
  "room",
  "mutants",
  "killed",
  "loops",
  "same",
  "left",
  "killed %",
  "decoys",
  "named",
  "styles",
  "s",
];

/** One row a room. `loops`: killed since they never end. `same`: equivalent. `left`: survivors. */
export function tableOf(rooms: readonly RoomTruth[]): string {
  const rows = [HEAD, ...rooms.map(rowOf), totalRow(rooms)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))),
    )
    .map((row) => row.join("  "))
    .join("\n");
}

function rowOf(room: RoomTruth): string[] {
  return [
    room.room,
    ...[room.mutants, room.killed, room.timedOut, room.equivalent, room.survivors.length].map(String),
    percent(killedShare([room])),
    `${room.decoysCaught}/${room.decoys}`,
    `${room.decoysNamed}/${room.decoys}`,
    `${room.stylesPassed}/${room.styles}`,
    room.seconds.toFixed(0),
  ];
}

function totalRow(rooms: readonly RoomTruth[]): string[] {
  const sum = (of: (room: RoomTruth) => number) => total(rooms.map(of));
  return [
    "all",
    ...[
      sum((room) => room.mutants),
      sum((room) => room.killed),
      sum((room) => room.timedOut),
      sum((room) => room.equivalent),
      sum((room) => room.survivors.length),
    ].map(String),
    percent(killedShare(rooms)),
    `${sum((room) => room.decoysCaught)}/${sum((room) => room.decoys)}`,
    `${sum((room) => room.decoysNamed)}/${sum((room) => room.decoys)}`,
    `${sum((room) => room.stylesPassed)}/${sum((room) => room.styles)}`,
    sum((room) => room.seconds).toFixed(0),
  ];
}

/** The mutants that a room's grader accepts, as lines of a diff. */
export function survivorsText({ room, survivors }: RoomTruth): string {
  return survivors.map((survivor) => survivorText(room, survivor)).join("\n");
}

function survivorText(room: string, { operator, line, change, before, after }: Survivor): string {
  return `${room}:${line}  [${operator}] ${change}\n  - ${before}\n  + ${after}`;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Rounded down, so that 100 % means all. */
const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
