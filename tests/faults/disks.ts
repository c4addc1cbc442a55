import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { right } from "./answers.ts";
import { rightOrWrong } from "./places.ts";
import { type Losses, lostMark, NOTHING_LOST, type Outcome, repeatedly, type Scenario } from "./scenario.ts";
import { integrityOf, Tutor } from "./tutor.ts";

/** Disks that are full or may not be written, under the running tutor. */
export const disks: readonly Scenario[] = [
  { name: "disks: full, then free again", tries: 8, inject: (tries) => onDisk(tries, full) },
  { name: "disks: read-only, then writable again", tries: 8, inject: (tries) => onDisk(tries, readOnly) },
];

/** A disk of four megabytes that is mounted for one scenario. */
interface Disk {
  readonly folder: string;
  readonly tutor: Tutor;
}

async function onDisk(
  tries: number,
  inject: (disk: Disk, attempt: number) => Promise<readonly Losses[]>,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "arena disk "));
  if (!mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", folder))
    return { skipped: "mounting is not allowed here" };
  let tutor: Tutor | undefined;
  try {
    tutor = await Tutor.start(join(folder, "ws"));
    const disk = { folder, tutor };
    return await repeatedly(tries, (attempt) => inject(disk, attempt));
  } finally {
    await tutor?.end();
    spawnSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function mount(...args: readonly string[]): boolean {
  return spawnSync("mount", args).status === 0;
}

/** The answer's own file has its bytes already, so that the learner's save fits; the database has no room. */
async function full({ folder, tutor }: Disk, attempt: number): Promise<readonly Losses[]> {
  const filler = join(folder, "filler");
  const good = right();
  tutor.save(good);
  const { bavail, bsize } = statfsSync(folder);
  fill(filler, bavail * bsize);
  const told = await whileItCannotBeKept(tutor, attempt);
  rmSync(filler, { force: true });
  return [told, ...(await afterwards(tutor, attempt))];
}

async function readOnly({ folder, tutor }: Disk, attempt: number): Promise<readonly Losses[]> {
  tutor.save(right());
  const isReadOnly = mount("-o", "remount,ro", folder);
  const told = isReadOnly ? await whileItCannotBeKept(tutor, attempt) : NOTHING_LOST;
  mount("-o", "remount,rw", folder);
  return [told, ...(await afterwards(tutor, attempt))];
}

/** A pass may be shown, but then with the word that it is not in the file, or it has got there in time. */
async function whileItCannotBeKept(tutor: Tutor, attempt: number): Promise<Losses> {
  await tutor.shows(/─ ✓ passed/, 20_000);
  const isKept = tutor.marks.filter(({ passed }) => passed === 1).length > attempt;
  const isTold = await tutor.shows(/cannot be saved/, 2_000);
  return isKept || isTold
    ? NOTHING_LOST
    : lostMark(`a pass on a disk that takes none, without a word:\n${tutor.terminal.text()}`);
}

/** With room again, what is saved next is kept, and so is what had to wait. */
async function afterwards(tutor: Tutor, attempt: number): Promise<readonly Losses[]> {
  await new Promise((resolve) => setTimeout(resolve, 2_100)); // a file that refused a write is left alone for 2 s
  const losses = await rightOrWrong(tutor, attempt, "after the disk took writes again");
  const integrity = integrityOf(tutor.workspace);
  return [...losses, integrity === "ok" ? NOTHING_LOST : lostMark(integrity)];
}

function fill(path: string, bytes: number): void {
  for (let size = bytes; size > 256; size = Math.floor(size / 2)) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: "a" });
    } catch {
      // fuller than that: try less
    }
  }
}
