import type { TwinReport } from "./check.ts";

/** How many disagreements of one room are told in full. */
const SHOWN = 5;

/** Room × calls replayed, worst difference, and what was left out with its reason. */
export function tableOf(reports: readonly TwinReport[]): string {
  const rows = reports.flatMap(({ room, replayed, worst, notReplayed }) => [
    `${room.padEnd(34)} ${String(replayed).padStart(4)} calls replayed   worst ${worst.toExponential(1)}`,
    ...Object.entries(notReplayed).map(
      ([reason, count]) => `${" ".repeat(35)}not replayed: ${count} (${reason})`,
    ),
  ]);
  return rows.join("\n");
}

/** Why a room's twin cannot be trusted, one sentence each; none where it can. */
export function wrongIn({ room, replayed, disagreements, failures }: TwinReport): readonly string[] {
  const nothing = replayed === 0 ? ["no call could be replayed."] : [];
  const more = disagreements.length - SHOWN;
  const shown = [...disagreements.slice(0, SHOWN), ...(more > 0 ? [`${more} more calls disagree.`] : [])];
  return [...failures, ...shown, ...nothing].map((sentence) => `${room}: ${sentence}`);
}
