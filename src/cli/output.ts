import { fitted } from "./fitted.ts";
import type { GlobalOptions } from "./session.ts";

/** How wide lines may be: the terminal, or 80 columns in a pipe. */
export function outputWidth(): number {
  return Math.max(20, Math.min(process.stdout.columns ?? 80, 100));
}

/** Whether colours may be written: to a terminal that shows them, unless NO_COLOR or --plain say no. */
export function wantsColour(globals: GlobalOptions): boolean {
  if (globals.plain === true || (process.env.NO_COLOR ?? "") !== "" || process.env.TERM === "dumb")
    return false;
  return (process.env.FORCE_COLOR ?? "") !== "" || process.stdout.isTTY === true;
}

/** Writes text as it is: what a program reads, or what is laid out already. */
export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Writes text for a person: in a terminal it breaks between words. */
export function printText(text: string): void {
  print(inTerminal(text, process.stdout));
}

function inTerminal(text: string, { isTTY, columns }: NodeJS.WriteStream): string {
  return isTTY && columns > 0 ? fitted(text, columns) : text;
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Notices go to the error stream, so that a pipe gets only what it asked for. */
export function printNotices(notices: readonly string[]): void {
  for (const notice of notices) process.stderr.write(`${inTerminal(notice, process.stderr)}\n`);
}

/** 95 seconds as `1 min 35 s`. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${Math.round(seconds)} s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
