import { nearestNames } from "../curriculum/lookup/nearest.ts";
import { BACKENDS, backendChoice } from "../grading/backend-choice.ts";
import type { RunResult } from "../grading/verdict.ts";
import { CommandError } from "./exit.ts";
import type { GlobalOptions } from "./session.ts";

/** What else people call them. */
const OTHER_NAMES: Readonly<Record<string, (typeof BACKENDS)[number]>> = {
  cuda: "tensorflow",
  gpu: "tensorflow",
  tf: "tensorflow",
  wgpu: "webgpu",
};

/** The value of `--backend`: a backend's name, or `auto`. @throws CommandError for any other, with the nearest name. */
export function backendNamed(typed: string, whence = ""): string {
  if (typed === "auto" || BACKENDS.some((name) => name === typed)) return typed;
  const known = BACKENDS.map((name) => ({ typed: name, shown: name }));
  const others = Object.entries(OTHER_NAMES).map(([name, shown]) => ({ typed: name, shown }));
  const meant = OTHER_NAMES[typed.toLowerCase()] ?? nearestNames(typed, [...known, ...others])[0];
  const guess = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new CommandError(
    `There is no backend "${typed}"${whence}.${guess} There are ${listOf(BACKENDS)}; auto takes the fastest that works.`,
  );
}

/** The backend to grade on: `--backend`'s, else ARENA_BACKEND's, else what suits the machine. */
export function wantedBackend({ backend }: GlobalOptions): string {
  const named = process.env.ARENA_BACKEND;
  if (backend === undefined && named) backendNamed(named, ", which ARENA_BACKEND names");
  return backendChoice(backend);
}

/** Ends the command in one sentence where nothing was graded because the backend is not there. */
export function requireBackend({ failure }: RunResult): void {
  if (failure?.kind === "no-backend") throw new CommandError(failure.message);
}

function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
