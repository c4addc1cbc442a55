import {
  closeSync,
  copyFileSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { right, wrong } from "./answers.ts";
import { inOneTutor } from "./one-tutor.ts";
import { type Losses, type Outcome, repeatedly, type Scenario } from "./scenario.ts";
import { newWorkspacePath, Tutor } from "./tutor.ts";

type Save = (file: string, text: string) => void | Promise<void>;

/** The system calls by which editors save, in their order. */
const MANNERS: Readonly<Record<string, Save>> = {
  "vim: the old file renamed to a backup, a new one written": async (file, text) => {
    renameSync(file, `${file}~`);
    await pause(2);
    writeFileSync(file, text);
    rmSync(`${file}~`);
  },
  "vim with backupcopy: a copy, then written in place": (file, text) => {
    copyFileSync(file, `${file}~`);
    writeInPlace(file, text);
    rmSync(`${file}~`);
  },
  "VS Code: truncated, then written": async (file, text) => {
    writeFileSync(file, "");
    await pause(3);
    writeFileSync(file, text);
  },
  "IntelliJ: a temporary file, two renames": (file, text) => {
    writeFileSync(`${file}___jb_tmp___`, text);
    renameSync(file, `${file}___jb_old___`);
    renameSync(`${file}___jb_tmp___`, file);
    rmSync(`${file}___jb_old___`);
  },
  "Emacs and many others: a temporary file renamed over": (file, text) => {
    writeFileSync(`${file}.tmp`, text);
    renameSync(`${file}.tmp`, file);
  },
  "a slow network: in five pieces": async (file, text) => {
    writeFileSync(file, "");
    const piece = Math.ceil(text.length / 5);
    for (let from = 0; from < text.length; from += piece) {
      writeFileSync(file, text.slice(from, from + piece), { flag: "a" });
      await pause(15);
    }
  },
};

export const editors: readonly Scenario[] = [
  ...Object.entries(MANNERS).map(([manner, save]) => ({
    name: `editors: ${manner}`,
    tries: 15,
    inject: (tries: number) => inOneTutor(tries, (tutor, attempt) => saved(tutor, attempt, save)),
  })),
  ...[{ ARENA_POLLING: "1" }, { CHOKIDAR_USEPOLLING: "1" }].map((env) => ({
    name: `editors: a file system without events (${Object.keys(env)[0]}=1)`,
    tries: 10,
    inject: (tries: number) => polling(tries, env),
  })),
];

async function saved(tutor: Tutor, attempt: number, save: Save): Promise<readonly Losses[]> {
  const expected = attempt % 2 === 0 ? "passes" : "fails";
  const text = expected === "passes" ? right() : wrong();
  await save(tutor.answer, text);
  return [await tutor.judge(text, expected, "saved as an editor does")];
}

async function polling(tries: number, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const tutor = await Tutor.start(newWorkspacePath(), { env });
  try {
    return await repeatedly(tries, (attempt) =>
      saved(tutor, attempt, (file, text) => writeFileSync(file, text)),
    );
  } finally {
    await tutor.end();
  }
}

function writeInPlace(file: string, text: string): void {
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, text, 0);
  ftruncateSync(descriptor, Buffer.byteLength(text));
  fsyncSync(descriptor);
  closeSync(descriptor);
}
