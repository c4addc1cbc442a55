import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Follower,
  type FollowOptions,
  followFile,
  type Snapshot,
} from "../../src/grading/watching/index.ts";

/** One system call of an editor's save, or a pause in it. */
type Step =
  | { readonly do: "write" | "append"; readonly path: string; readonly text: string }
  | { readonly do: "truncate" | "remove" | "makeDirectory"; readonly path: string }
  | { readonly do: "rename"; readonly path: string; readonly to: string }
  | { readonly do: "pause"; readonly milliseconds: number };

// The editor is another process, since what a process writes itself it sees at moments of its own.
const EDITOR = `
const fs = require("node:fs");
const steps = {
  write: ({ path, text }) => fs.writeFileSync(path, Buffer.from(text, "latin1")),
  append: ({ path, text }) => fs.appendFileSync(path, Buffer.from(text, "latin1")),
  truncate: ({ path }) => fs.writeFileSync(path, ""),
  remove: ({ path }) => fs.rmSync(path, { recursive: true }),
  makeDirectory: ({ path }) => fs.mkdirSync(path),
  rename: ({ path, to }) => fs.renameSync(path, to),
  pause: ({ milliseconds }) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
};
process.on("message", (script) => {
  const startedAt = process.hrtime.bigint().toString();
  for (const step of script) steps[step.do](step);
  process.send(startedAt);
});
process.on("disconnect", () => process.exit());
process.send("ready");
`;

let editor: ChildProcess;
let folder: string;
let file: string;
let follower: Follower;
let saves: Snapshot[];
let timesGone: number;
let problems: string[];

beforeAll(async () => {
  editor = spawn(process.execPath, ["-e", EDITOR], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await reply();
});

afterAll(() => editor.disconnect());

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "arena-watching-"));
  file = join(folder, "01-relu.ts");
  writeFileSync(file, "first");
});

afterEach(async () => {
  await follower.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function follow(path = file, options: FollowOptions = {}): Promise<void> {
  [saves, timesGone, problems] = [[], 0, []];
  const onProblem = (sentence: string) => problems.push(sentence);
  follower = followFile(
    path,
    (save) => saves.push(save),
    () => timesGone++,
    { onProblem, ...options },
  );
  await sleep(100); // for the watch to stand
}

/** The editor's answer: when, on the machine's monotonic clock in ns, it began its steps. */
function reply(): Promise<string> {
  return new Promise((resolve) => editor.once("message", (message) => resolve(String(message))));
}

function edit(...script: Step[]): Promise<string> {
  const done = reply();
  editor.send(script);
  return done;
}

/** Texts go over as one character a byte. */
const bytes = (text: string | Buffer) => Buffer.from(text).toString("latin1");
const write = (text: string | Buffer, path = file): Step => ({ do: "write", path, text: bytes(text) });
const append = (text: string | Buffer, path = file): Step => ({ do: "append", path, text: bytes(text) });
const truncate = (path = file): Step => ({ do: "truncate", path });
const remove = (path = file): Step => ({ do: "remove", path });
const makeDirectory = (path: string): Step => ({ do: "makeDirectory", path });
const rename = (path: string, to: string): Step => ({ do: "rename", path, to });
const pause = (milliseconds: number): Step => ({ do: "pause", milliseconds });

const texts = () => saves.map(({ text }) => text);
const lastText = () => saves.at(-1)?.text;
/** Sooner than the look that is taken each second anyway, so that it is the event that is tested. */
const settled = (within = 700) => expect.poll(lastText, { timeout: within, interval: 5 });

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

// --- the ways in which editors save ------------------------------------------------------------------------

const vim = (text: string) => [
  write("", join(folder, "4913")),
  remove(join(folder, "4913")),
  rename(file, `${file}~`),
  pause(1),
  write(text),
  remove(`${file}~`),
];
const intellij = (text: string) => [
  write(text, `${file}___jb_tmp___`),
  rename(file, `${file}___jb_old___`),
  rename(`${file}___jb_tmp___`, file),
  remove(`${file}___jb_old___`),
];
const twoChunks = (text: string) => [
  truncate(),
  pause(2),
  append(text.slice(0, 4)),
  pause(15),
  append(text.slice(4)),
];
const threeLateChunks = (text: string) => [
  truncate(),
  append(text.slice(0, 3)),
  pause(20),
  append(text.slice(3, 5)),
  pause(25),
  append(text.slice(5)),
];

const editors: Record<string, (text: string) => Step[]> = {
  "in place": (text) => [write(text)],
  "truncated, then in one piece": (text) => [truncate(), pause(2), append(text)],
  "truncated, then in two pieces 15 ms apart": twoChunks,
  "in three pieces over 45 ms": threeLateChunks,
  "to a temporary file that is renamed": (text) => [write(text, `${file}.tmp`), rename(`${file}.tmp`, file)],
  "as vim saves": vim,
  "as IntelliJ saves": intellij,
  "with 200 ms between removing and making it": (text) => [remove(), pause(200), write(text)],
};

for (const [manner, save] of Object.entries(editors)) {
  test(`a file saved ${manner} is reported whole each time, and never as gone or empty`, async () => {
    await follow();
    for (const text of ["const a = 1;", "const b = 22;", "const a = 1;"]) {
      await edit(...save(text));
      await settled().toBe(text);
      await sleep(60);
    }
    await sleep(350);
    expect(lastText()).toBe("const a = 1;");
    expect(texts()).not.toContain("");
    expect(timesGone).toBe(0);
    expect(follower.polling).toBe(false);
  });
}

test("a save is reported within milliseconds", async () => {
  await follow();
  const latencies: number[] = [];
  for (let save = 0; save < 15; save++) {
    const seen = expect.poll(lastText, { timeout: 3000, interval: 5 }).toBe(`save ${save}`);
    const began = BigInt(await edit(write(`save ${save}`)));
    await seen;
    const now = process.hrtime.bigint();
    const ago = performance.now() - (saves.at(-1)?.seenAt ?? 0);
    latencies.push(Number(now - began) / 1e6 - ago);
    await sleep(110);
  }
  const median = latencies.sort((a, b) => a - b)[7] ?? Number.NaN;
  console.log(`save to report: median ${median.toFixed(2)} ms, largest ${latencies.at(-1)?.toFixed(2)} ms`);
  expect(median).toBeLessThan(25);
});

// --- what is and what is not a save ------------------------------------------------------------------------

test("what the file holds at the start is no save, nor is the same text saved again", async () => {
  await follow();
  expect(follower.current?.text).toBe("first");
  await edit(write("first"));
  await sleep(200);
  expect(saves).toEqual([]);
});

test("a snapshot carries the text, the hash of the bytes and when it was read", async () => {
  await follow();
  const before = performance.now();
  const content = Buffer.from("\ufeffconst naïve = 1;\r\n// 🐱\r\n");
  await edit(write(content));
  await settled().toBe("const naïve = 1;\r\n// 🐱\r\n");
  expect(saves[0]?.hash).toBe(sha256(content));
  expect(saves[0]?.seenAt).toBeGreaterThan(before);
  expect(follower.current).toEqual(saves[0]);
});

test("look() reports what is there at once", async () => {
  await follow(file, { polling: true });
  writeFileSync(file, "by hand");
  follower.look();
  expect(texts()).toEqual(["by hand"]);
});

test("a file that stays empty is reported as empty, since nothing else would be the truth", async () => {
  await follow();
  await edit(truncate());
  await sleep(150);
  expect(saves).toEqual([]);
  await settled().toBe("");
  await edit(write("and back"));
  await settled().toBe("and back");
});

test("after stop() nothing is called", async () => {
  await follow();
  await edit(write("last"));
  await settled().toBe("last");
  await follower.stop();
  await edit(write("too late"), pause(400), remove());
  await sleep(400);
  follower.look();
  expect([texts(), timesGone]).toEqual([["last"], 0]);
});

// --- bursts ------------------------------------------------------------------------------------------------

test("of fifty saves in a second the last is reported", async () => {
  await follow();
  const burst = Array.from({ length: 50 }, (_, save) => [write(`save ${save}`), pause(20)]).flat();
  await edit(...burst);
  await settled().toBe("save 49");
  await sleep(350);
  expect(lastText()).toBe("save 49");
});

test("saves that never stop are reported at least every 100 ms, but leave time to grade", async () => {
  await follow();
  const stream = Array.from({ length: 133 }, (_, save) => [
    truncate(),
    append(`save ${save}`),
    pause(15),
  ]).flat();
  await edit(...stream);
  await settled().toBe("save 132");
  const gaps = saves.slice(1).map(({ seenAt }, index) => seenAt - (saves[index]?.seenAt ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(100 + 150); // 150 for a busy machine
  const span = (saves.at(-1)?.seenAt ?? 0) - (saves[0]?.seenAt ?? 0);
  expect(saves.length).toBeLessThanOrEqual(3 * (span / 100 + 1));
  expect(texts()).not.toContain("");
});

// --- files that go away ------------------------------------------------------------------------------------

test("a deleted file is said to be gone once, and is reported when it is back, even the same", async () => {
  await follow();
  await edit(remove());
  await sleep(200);
  expect(timesGone).toBe(0);
  await expect.poll(() => timesGone, { timeout: 400, interval: 5 }).toBe(1);
  expect(follower.current).toBeUndefined();
  await sleep(800);
  expect(timesGone).toBe(1);
  await edit(write("first"));
  await settled().toBe("first");
  await edit(write("second"));
  await settled().toBe("second");
  expect(follower.polling).toBe(false);
});

test("a directory that is deleted and made again is watched again, time after time", async () => {
  const directory = join(folder, "0.2-cnns");
  const inside = join(directory, "01-relu.ts");
  mkdirSync(directory);
  writeFileSync(inside, "first");
  await follow(inside);
  for (const round of [1, 2]) {
    await edit(remove(directory));
    await expect.poll(() => timesGone, { timeout: 2000 }).toBe(round);
    await edit(makeDirectory(directory), pause(50), write(`back ${round}`, inside));
    await settled().toBe(`back ${round}`);
    await sleep(350); // beyond the looks that follow a hint
    await edit(write(`saved ${round}`, inside));
    await settled(400).toBe(`saved ${round}`);
  }
  expect(follower.polling).toBe(false);
});

test("a directory that is swapped for another within a moment is still followed", async () => {
  const directory = join(folder, "0.2-cnns");
  const inside = join(directory, "01-relu.ts");
  for (const path of [directory, `${directory}-new`]) mkdirSync(path);
  writeFileSync(inside, "first");
  writeFileSync(join(`${directory}-new`, "01-relu.ts"), "swapped");
  await follow(inside);
  await edit(rename(directory, `${directory}-old`), rename(`${directory}-new`, directory));
  await settled().toBe("swapped");
  await edit(write("and saved", inside));
  await settled().toBe("and saved");
});

test("a file that is missing at the start is said to be gone, and reported once it is written", async () => {
  const later = join(folder, "later.ts");
  await follow(later);
  expect(follower.current).toBeUndefined();
  await expect.poll(() => timesGone, { timeout: 2000 }).toBe(1);
  await edit(write("here", later));
  await settled().toBe("here");
});

// --- files that cannot be graded ---------------------------------------------------------------------------

test("a file over 1 MiB is a problem, told once with its size; a smaller one is reported again", async () => {
  await follow();
  await edit(write("x".repeat(3 * 1024 * 1024)));
  await expect.poll(() => problems, { timeout: 2000 }).toHaveLength(1);
  expect(problems[0]).toBe(
    `${basename(file)} has 3.0 MiB; files up to 1 MiB are graded. Is it the right file?`,
  );
  await edit(write("first"));
  await settled().toBe("first");
  expect(problems).toHaveLength(1);
});

test("a file that is not UTF-8 is a problem that names the line", async () => {
  await follow();
  await edit(write(Buffer.from("const a = 1;\n// na\xefve\n", "latin1")));
  await expect.poll(() => problems, { timeout: 2000 }).toHaveLength(1);
  expect(problems[0]).toContain("is not UTF-8 from line 2 on");
  await edit(write(Buffer.from("\ufeffconst a = 1;", "utf16le")));
  await expect.poll(() => problems, { timeout: 2000 }).toHaveLength(2);
  expect(problems[1]).toBe(`${basename(file)} is saved as UTF-16. Save it as UTF-8 to have it graded.`);
  expect(saves).toEqual([]);
});

test("a character that is cut in two between the pieces of a save is no problem", async () => {
  await follow();
  const content = Buffer.from("// 🐱");
  await edit(write(content.subarray(0, 5)), pause(40), append(content.subarray(5)));
  await settled().toBe("// 🐱");
  await sleep(400);
  expect(problems).toEqual([]);
});

test("a directory in the file's place is a problem, not a crash", async () => {
  await follow();
  await edit(remove(), makeDirectory(file));
  await expect.poll(() => problems, { timeout: 2000 }).toHaveLength(1);
  expect(problems[0]).toContain("is not a file");
});

// --- places ------------------------------------------------------------------------------------------------

test("paths with spaces, quotes, accents and emoji are followed", async () => {
  const directory = join(folder, "my answers (2) – naïve 🐱 [x] {a,b} 100%");
  const odd = join(directory, '01 it\'s "relu".ts');
  mkdirSync(directory);
  writeFileSync(odd, "first");
  await follow(odd);
  await edit(write("second", odd));
  await settled().toBe("second");
  expect(follower.polling).toBe(false);
});

test("a linked file is followed where it really is, also after the link is turned to another", async () => {
  const link = join(folder, "link.ts");
  const [first, second] = ["there", "elsewhere"].map((name) => join(folder, name, "01-relu.ts")) as [
    string,
    string,
  ];
  for (const path of [first, second]) mkdirSync(dirname(path));
  for (const path of [first, second]) writeFileSync(path, `in ${path}`);
  symlinkSync(first, link);
  await follow(link);
  for (const path of [first, second]) {
    if (path === second) {
      symlinkSync(second, `${link}.new`);
      await edit(rename(`${link}.new`, link));
      await settled().toBe(`in ${second}`);
    }
    for (const save of [1, 2]) {
      await sleep(350); // beyond the looks that follow a hint
      await edit(write(`${save} at ${path}`, `${path}.tmp`), rename(`${path}.tmp`, path));
      await settled(400).toBe(`${save} at ${path}`);
    }
  }
  expect(follower.polling).toBe(false);
});

test("by polling every save is found too", async () => {
  await follow(file, { polling: true });
  expect(follower.polling).toBe(true);
  for (const text of ["one", "two"]) {
    await edit(...vim(text));
    await settled().toBe(text);
  }
  await edit(remove());
  await expect.poll(() => timesGone, { timeout: 2000 }).toBe(1);
  await edit(write("three"));
  await settled().toBe("three");
});

test("where changes come without events, the file is polled", async () => {
  // A link through another link: no watched directory sees the one in the middle turned.
  const middle = join(folder, "middle", "link");
  const [start, ...targets] = ["zero", "one", "two", "three"].map((name) => join(folder, `${name}.ts`));
  for (const path of [start as string, ...targets]) writeFileSync(path, path);
  mkdirSync(dirname(middle));
  mkdirSync(join(folder, "outer"));
  symlinkSync(start as string, middle);
  symlinkSync(middle, join(folder, "outer", "link.ts"));
  await follow(join(folder, "outer", "link.ts"));
  for (const target of targets) {
    symlinkSync(target, `${middle}.new`);
    await edit(rename(`${middle}.new`, middle));
    await settled(3000).toBe(target);
    await sleep(1100); // beyond the last hint
  }
  expect(follower.polling).toBe(true);
});

test.runIf(process.platform === "linux")(
  "where the system has no more handles to watch with, the file is polled",
  async () => {
    await follow();
    const source = resolve(import.meta.dirname, "../../src/grading/watching/index.ts");
    const script = `
    import { closeSync, openSync, writeFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    import { followFile } from ${JSON.stringify(source)};
    const saves = [];
    const follower = followFile(process.argv[1], ({ text }) => saves.push(text), () => {});
    const taken = [];
    try { for (;;) taken.push(openSync("/dev/null")); } catch {}
    await sleep(200);
    for (const handle of taken) closeSync(handle);
    writeFileSync(process.argv[1], "polled");
    await sleep(400);
    console.log(JSON.stringify({ saves, polling: follower.polling }));
    await follower.stop();
  `;
    const node = [process.execPath, "--input-type=module", "-e", script, file];
    const child = spawn("sh", ["-c", 'ulimit -n 64; exec "$0" "$@"', ...node], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    await new Promise((resolve) => child.once("exit", resolve));
    expect(JSON.parse(output)).toEqual({ saves: ["polled"], polling: true });
  },
);
