/**
 * The database, version by version. A migration that has been released is never edited: the next change is a
 * new one. Times are milliseconds since 1970 in UTC. Room ids stand as they were when the mark was made;
 * `room-names.ts` reads old ones as the rooms they have become.
 */
export interface Migration {
  /** The `user_version` that the database has afterwards. */
  readonly version: number;
  readonly sql: string;
}

const attemptsHintsAndTechniques = `
  CREATE TABLE attempts (
    id             INTEGER PRIMARY KEY,
    run            TEXT    NOT NULL UNIQUE,
    room           TEXT    NOT NULL,
    at             INTEGER NOT NULL,
    hash           TEXT    NOT NULL,
    backend        TEXT    NOT NULL,
    grader_version TEXT    NOT NULL,
    seed           INTEGER NOT NULL,
    verdict        TEXT    NOT NULL,
    passed         INTEGER NOT NULL CHECK (passed IN (0, 1)),
    milliseconds   REAL    NOT NULL
  ) STRICT;
  CREATE INDEX attempts_by_room ON attempts (room, at);
  CREATE INDEX passing_attempts ON attempts (room) WHERE passed = 1;

  CREATE TABLE cases (
    attempt      INTEGER NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    id           TEXT    NOT NULL,
    sub_problem  TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    milliseconds REAL    NOT NULL,
    failure      TEXT,
    diagnosis    TEXT,
    PRIMARY KEY (attempt, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE rungs (
    room        TEXT    NOT NULL,
    sub_problem TEXT    NOT NULL,
    rung        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (room, sub_problem, rung)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE reveals (
    room TEXT    PRIMARY KEY NOT NULL,
    at   INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE techniques (
    name TEXT    PRIMARY KEY NOT NULL,
    room TEXT    NOT NULL,
    at   INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

const answersNotesAndVisits = `
  CREATE TABLE answers (
    room TEXT    NOT NULL,
    hash TEXT    NOT NULL,
    text TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    UNIQUE (room, hash)
  ) STRICT;

  CREATE TABLE notes (
    room TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    text TEXT    NOT NULL,
    UNIQUE (room, at, text)
  ) STRICT;

  CREATE TABLE visits (
    room TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (at, room)
  ) STRICT, WITHOUT ROWID;
`;

const whereDiagnosesLead = `
  ALTER TABLE cases ADD COLUMN leads_to TEXT;
  ALTER TABLE cases ADD COLUMN technique TEXT;
`;

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: attemptsHintsAndTechniques },
  { version: 2, sql: answersNotesAndVisits },
  { version: 3, sql: whereDiagnosesLead },
];

/** The version this program reads and writes. */
export const CURRENT_VERSION = 3;
