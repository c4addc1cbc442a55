import type Database from "better-sqlite3";

/** A longer pause than this between two signs of life in a room is a break and counts nothing. */
const BREAK_MILLISECONDS = 15 * 60_000;

/**
 * Seconds worked by room id, as it was written. Time is not measured by a clock that a killed program would
 * lose, but read from the marks: the pauses between entering a room, saving and asking for hints, as far as
 * they are no breaks.
 */
export function secondsByRoom(database: Database.Database): ReadonlyMap<string, number> {
  const rows = database
    .prepare<[number], { room: string; seconds: number }>(`
      WITH signs AS (
        SELECT room, at FROM attempts UNION ALL SELECT room, at FROM rungs
        UNION ALL SELECT room, at FROM reveals UNION ALL SELECT room, at FROM visits
      ), pauses AS (
        SELECT room, at - lag(at) OVER (PARTITION BY room ORDER BY at) AS pause FROM signs
      )
      SELECT room, sum(pause) / 1000.0 AS seconds FROM pauses WHERE pause <= ? GROUP BY room`)
    .all(BREAK_MILLISECONDS);
  return new Map(rows.map(({ room, seconds }) => [room, seconds]));
}
