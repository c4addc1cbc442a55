import { existsSync, mkdirSync } from "node:fs";
import type Database from "better-sqlite3";
import { copyDaily, dailyCopyIsDue } from "./backups.ts";
import { type Connected, connect, connectToFile } from "./connect.ts";
import { type Connection, immediately, inodeOf } from "./connection.ts";
import { faultOf, ifPossible } from "./faults.ts";
import { memoryCopyOf, memoryCopyOfFile } from "./memory-copy.ts";
import type { Kept } from "./model.ts";
import type { Place } from "./place.ts";
import { lostNotice, memoryNotice } from "./sentences.ts";

type Write<T> = (database: Database.Database) => T;

/** Long enough after a write that the day's copy never stands between a save and its verdict. */
const COPY_AFTER_MILLISECONDS = 3_000;
/** How long a file that refused a write is left alone, so that a full disk does not slow every save down. */
const RETRY_AFTER_MILLISECONDS = 2_000;
/**
 * A damaged file may be followed by a full disk; after that memory has taken over, and nothing else can be
 * wrong.
 */
const MOST_RESCUES = 2;

/**
 * Keeps marks through whatever happens to the file. Every write is one transaction; one that the file does
 * not take goes to a copy in memory, is remembered, and is tried on the file again before the next write and
 * at the end. Writes are therefore run more than once and have to be idempotent.
 */
export class Keeper {
  #connection: Connection;
  #unsaved: Write<unknown>[] = [];
  #copyTimer: NodeJS.Timeout | undefined;
  #wrote = false;
  #retryAt = 0;
  #notices: string[] = [];
  readonly #now: () => Date;

  constructor(connection: Connection, now: () => Date) {
    this.#connection = connection;
    this.#now = now;
  }

  /** Whether marks reach the file now. */
  get kept(): Kept {
    const { kind, place } = this.#connection;
    if (kind === "file") return { kind: "in-file" };
    return { kind: "in-memory", message: memoryNotice(place, this.#connection.why) };
  }

  /** What happened to the file since this was last asked, in sentences for the learner. */
  takeNotices(): readonly string[] {
    const notices = this.#notices;
    this.#notices = [];
    return notices;
  }

  /** Runs a query; a file that turns out damaged or unreadable is replaced first. */
  read<T>(query: (database: Database.Database) => T): T {
    return this.#withRescue(() => query(this.#connection.database));
  }

  /** Runs `write` in one transaction and remembers it for the file if only memory took it. */
  write<T>(write: Write<T>): T {
    if (this.#connection.kind === "file") this.#followFile();
    else if (this.#now().getTime() >= this.#retryAt) this.#returnToFile();
    const value = this.#withRescue(() => immediately(this.#connection.database, write));
    if (this.#connection.kind === "memory") this.#unsaved.push(write);
    else this.#copyLater();
    return value;
  }

  /**
   * Writes what is still only in memory, makes the day's copy and closes. Says whether every mark is in the
   * file.
   */
  close(): Kept {
    clearTimeout(this.#copyTimer);
    if (!this.#connection.database.open) return this.kept;
    if (this.#unsaved.length > 0) this.#returnToFile();
    if (this.#wrote) this.#copyNow();
    const kept: Kept = this.#unsaved.length === 0 ? { kind: "in-file" } : this.#lost();
    this.#connection.database.close();
    return kept;
  }

  #lost(): Kept {
    if (this.#connection.kind === "file") return { kind: "in-file" };
    return { kind: "in-memory", message: lostNotice(this.#connection.place, this.#connection.why) };
  }

  #withRescue<T>(action: () => T): T {
    for (let rescues = 0; ; rescues++) {
      try {
        return action();
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind === "ours" || rescues === MOST_RESCUES) throw error;
        if (fault.kind === "broken") this.#reconnect();
        else this.#goToMemory(fault.why);
      }
    }
  }

  #reconnect(): void {
    const { place, database } = this.#connection;
    database.close();
    const connected = connect(place, this.#now());
    if (connected.kind === "newer") throw new Error(connected.message);
    this.#use(connected);
  }

  #use(connected: Extract<Connected, { kind: "connected" }>): void {
    this.#connection = connected.connection;
    this.#notices.push(...connected.notices);
  }

  #goToMemory(why: string): void {
    const { place, database } = this.#connection;
    this.#retryLater();
    const copy = ifPossible(() => memoryCopyOf(database)) ?? memoryCopyOfFile(place);
    database.close();
    this.#connection = { kind: "memory", database: copy, place, why };
  }

  /** Tries to bring what only memory knows into the file, all of it in one transaction. */
  #returnToFile(): void {
    this.#retryLater();
    const connected = connectToFile(this.#connection.place, this.#now());
    if (connected.kind !== "connected") return;
    if (!this.#replay(connected.connection.database)) {
      connected.connection.database.close();
      return;
    }
    this.#connection.database.close();
    this.#use(connected);
    this.#wrote = true;
  }

  #retryLater(): void {
    this.#retryAt = this.#now().getTime() + RETRY_AFTER_MILLISECONDS;
  }

  #replay(database: Database.Database): boolean {
    const replayed = ifPossible(() =>
      immediately(database, () => this.#unsaved.map((write) => write(database))),
    );
    if (replayed) this.#unsaved = [];
    return replayed !== undefined;
  }

  /**
   * SQLite in WAL mode does not notice that its file was deleted or replaced; what it writes then is lost.
   */
  #followFile(): void {
    const { place, database } = this.#connection;
    if (this.#connection.kind === "memory" || inodeOf(place.database) === this.#connection.inode) return;
    if (existsSync(place.root) && !existsSync(place.database)) this.#writeAnew(database, place);
    this.#reconnect();
  }

  /** Where this is not possible, the newest backup has to do. */
  #writeAnew(database: Database.Database, place: Place): void {
    ifPossible(() => {
      mkdirSync(place.folder, { recursive: true });
      database.prepare("VACUUM INTO ?").run(place.database);
    });
  }

  #copyLater(): void {
    this.#wrote = true;
    if (this.#copyTimer || !dailyCopyIsDue(this.#connection.place, this.#now())) return;
    this.#copyTimer = setTimeout(() => this.#copyNow(), COPY_AFTER_MILLISECONDS).unref();
  }

  /**
   * A copy that cannot be made now is made another time; a damaged file is found and mended by the next
   * query.
   */
  #copyNow(): void {
    this.#copyTimer = undefined;
    const { kind, database, place } = this.#connection;
    if (kind === "memory" || !database.open) return;
    ifPossible(() => copyDaily(database, place, this.#now()));
  }
}
