import type Database from "better-sqlite3";
import { techniques } from "./learning.ts";
import type { ProgressSummary, RoomProgress } from "./model.ts";
import type { RoomNames } from "./room-names.ts";
import { streakOf } from "./streak.ts";
import { secondsByRoom } from "./time-worked.ts";

/** Everything `arena progress` shows, in four queries. Marks of a renamed room count for the room. */
export function summarize(database: Database.Database, names: RoomNames, now: Date): ProgressSummary {
  const rooms = joinRooms(roomsAsWritten(database), names);
  return {
    rooms,
    techniques: techniques(database).map((earned) => ({ ...earned, room: names.current(earned.room) })),
    streak: streakOf(activeDays(database), localDay(now)),
    totals: {
      attempts: sum(rooms, (room) => room.attempts),
      passedRooms: rooms.filter((room) => room.passedAt).length,
      seconds: sum(rooms, (room) => room.seconds),
    },
  };
}

interface RoomRow {
  readonly room: string;
  readonly attempts: number;
  readonly passedAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly rungsSeen: number;
  readonly revealed: number;
}

function roomsAsWritten(database: Database.Database): readonly RoomProgress[] {
  const seconds = secondsByRoom(database);
  const rows = database.prepare<[], RoomRow>(`
    WITH met AS (
      SELECT room, min(at) AS at FROM (
        SELECT room, at FROM attempts UNION ALL SELECT room, at FROM rungs
        UNION ALL SELECT room, at FROM reveals UNION ALL SELECT room, at FROM visits
      ) GROUP BY room
    )
    SELECT met.room, count(a.id) AS attempts, min(a.at) FILTER (WHERE a.passed = 1) AS passedAt,
      max(a.at) AS lastAttemptAt, EXISTS (SELECT 1 FROM reveals r WHERE r.room = met.room) AS revealed,
      (SELECT count(*) FROM rungs r WHERE r.room = met.room) AS rungsSeen
    FROM met LEFT JOIN attempts a ON a.room = met.room GROUP BY met.room ORDER BY met.at, met.room`);
  return rows.all().map((row) => ({
    ...row,
    passedAt: row.passedAt === null ? undefined : new Date(row.passedAt),
    lastAttemptAt: row.lastAttemptAt === null ? undefined : new Date(row.lastAttemptAt),
    seconds: seconds.get(row.room) ?? 0,
    revealed: row.revealed === 1,
  }));
}

function joinRooms(written: readonly RoomProgress[], names: RoomNames): readonly RoomProgress[] {
  const joined = new Map<string, RoomProgress>();
  for (const part of written) {
    const room = names.current(part.room);
    const before = joined.get(room);
    joined.set(room, before ? join(before, part) : { ...part, room });
  }
  return [...joined.values()];
}

function join(a: RoomProgress, b: RoomProgress): RoomProgress {
  return {
    room: a.room,
    attempts: a.attempts + b.attempts,
    passedAt: earlier(a.passedAt, b.passedAt),
    lastAttemptAt: later(a.lastAttemptAt, b.lastAttemptAt),
    seconds: a.seconds + b.seconds,
    rungsSeen: a.rungsSeen + b.rungsSeen,
    revealed: a.revealed || b.revealed,
  };
}

const earlier = (a: Date | undefined, b: Date | undefined) => (!a || (b && b < a) ? b : a);
const later = (a: Date | undefined, b: Date | undefined) => (!a || (b && b > a) ? b : a);

function activeDays(database: Database.Database): readonly string[] {
  return database
    .prepare<[], string>(
      "SELECT DISTINCT date(at / 1000, 'unixepoch', 'localtime') AS day FROM attempts ORDER BY day",
    )
    .pluck()
    .all();
}

function localDay(moment: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return [moment.getFullYear(), pad(moment.getMonth() + 1), pad(moment.getDate())].join("-");
}

function sum<T>(items: readonly T[], part: (item: T) => number): number {
  return items.reduce((total, item) => total + part(item), 0);
}
