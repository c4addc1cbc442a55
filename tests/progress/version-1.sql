-- A progress database as the first version of arena wrote it, with marks. Never to be edited.
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, room TEXT NOT NULL, at INTEGER NOT NULL, hash TEXT NOT NULL,
  backend TEXT NOT NULL, grader_version TEXT NOT NULL, seed INTEGER NOT NULL, verdict TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)), milliseconds REAL NOT NULL
) STRICT;
CREATE INDEX attempts_by_room ON attempts (room, at);
CREATE INDEX passing_attempts ON attempts (room) WHERE passed = 1;
CREATE TABLE cases (
  attempt INTEGER NOT NULL REFERENCES attempts (id) ON DELETE CASCADE, position INTEGER NOT NULL, id TEXT NOT NULL,
  sub_problem TEXT NOT NULL, status TEXT NOT NULL, milliseconds REAL NOT NULL, failure TEXT, diagnosis TEXT,
  PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE rungs (
  room TEXT NOT NULL, sub_problem TEXT NOT NULL, rung TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (room, sub_problem, rung)
) STRICT, WITHOUT ROWID;
CREATE TABLE reveals (room TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE techniques (
  name TEXT PRIMARY KEY NOT NULL, room TEXT NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO attempts VALUES
  (1, 'run-1', '0.2/relu', 1764000000000, 'aa', 'wasm', '0.1.0', 7, 'failed', 0, 12.5),
  (2, 'run-2', '0.2/relu', 1764000060000, 'bb', 'wasm', '0.1.0', 8, 'passed', 1, 11.0);
INSERT INTO cases VALUES
  (1, 0, 'clip/empty', 'clip', 'fail', 2.0, 'shape', 'transposed'),
  (2, 0, 'clip/empty', 'clip', 'pass', 1.0, NULL, NULL);
INSERT INTO rungs VALUES ('0.2/relu', 'clip', 'idea', 1764000030000);
INSERT INTO reveals VALUES ('0.2/conv1d', 1764000090000);
INSERT INTO techniques VALUES ('broadcasting', '0.2/relu', 1764000060000);
PRAGMA user_version = 1;
