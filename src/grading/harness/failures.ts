import { NotYetError } from "../../tools/not-yet.ts";
import { insteadOfThrown } from "../from-pytorch/index.ts";
import { REFUSED } from "../imports/importable.ts";
import type { Failure, FailureKind } from "../verdict.ts";
import type { Reading } from "./reading.ts";
import { vocabulary } from "./vocabulary.ts";

/** Thrown by an expectation that does not hold. Carries what diagnosis needs to compare it with a decoy's. */
export class CaseFailure extends Error {
  readonly failure: Failure;
  /** Which expectation of the case failed, from 0. */
  readonly expectation: number;
  readonly actual: Reading | undefined;
  readonly expected: Reading | undefined;

  constructor(failure: Failure, expectation: number, actual?: Reading, expected?: Reading) {
    super(failure.message);
    this.name = "CaseFailure";
    this.failure = failure;
    this.expectation = expectation;
    this.actual = actual;
    this.expected = expected;
  }
}

/** The learner's file lacks a name that its room must export. */
export class MissingExport extends Error {
  constructor(name: string, answerPath: string, present: readonly string[]) {
    super(`Your file does not export ${name}. ${whatInstead(name, answerPath, present)}`);
    this.name = "MissingExport";
  }
}

function whatInstead(name: string, answerPath: string, present: readonly string[]): string {
  const alike = present.find((other) => other.toLowerCase() === name.toLowerCase());
  if (alike !== undefined)
    return `It exports ${alike}: the room asks for the name ${name}, in these letters.`;
  if (present.includes("default"))
    return `It has a default export: write \`export\` without \`default\`, and the name ${name}.`;
  const others = present.length > 0 ? `It exports ${present.join(", ")}.` : "It exports nothing.";
  return `${others} Write \`export\` before it in ${answerPath}.`;
}

/** Turns whatever code threw, an Error or not, into a failure that names the place in the learner's file. */
export function failureOf(thrown: unknown, label: string, answerPath: string): Failure {
  const kind = kindOf(thrown);
  return { kind, label, message: messageOf(thrown, kind), ...placeIn(answerPath, thrown) };
}

/** The failure of code that changed a built-in object. */
export function tampered(changed: string, label: string): Failure {
  const message = `Your code changed ${changed}. A verdict reached on a changed language means nothing; leave built-in objects as they are.`;
  return { kind: "tampered", label, message };
}

function kindOf(thrown: unknown): FailureKind {
  if (thrown instanceof NotYetError) return "not-yet";
  if (thrown instanceof MissingExport) return "missing-export";
  if (thrown instanceof Error && /^process\.exit unexpectedly called/.test(thrown.message)) return "exited";
  if (
    thrown instanceof RangeError &&
    /out of memory|Array buffer allocation failed|MB; /.test(thrown.message)
  )
    return "memory";
  return "threw";
}

function messageOf(thrown: unknown, kind: FailureKind): string {
  if (kind === "exited")
    return "Your code called process.exit. A room is graded by what your functions return.";
  if (kind === "memory" && thrown instanceof Error && !/MB; /.test(thrown.message))
    return `Your code asked for more memory than a room may use (${thrown.message}). Does a list or a tensor grow without end?`;
  if (thrown instanceof Error) {
    const message = asWritten(thrown.message);
    if (/ is not a function$/.test(message) && /this\.\w+ is/.test(message))
      return `${thrown.name}: ${message}. A module is run with \`.call(x)\`.`;
    if (/^Cannot (assign to read only|redefine|delete|define|add) property/.test(message))
      return `${thrown.name}: ${message}. Built-in objects, and what arena/tools exports, cannot be changed while you are graded.`;
    if (kind !== "threw" || thrown.name === REFUSED) return message;
    const instead = insteadOfThrown(message, vocabulary);
    return `${thrown.name}: ${message}${instead === undefined ? "" : `\n${instead}`}`;
  }
  return `Your code threw ${describe(thrown)}, which is not an Error. Throw \`new Error("…")\` so that it can be traced.`;
}

/** A message with imported names as the learner wrote them, not as the transform renamed them. */
function asWritten(message: string): string {
  return message
    .replace(/\(0\s*,\s*(__vite_ssr_import_\d+__\.[\w.]+)\)/g, "$1")
    .replace(/__vite_ssr_import_\d+__\.(default\.)?/g, "");
}

/** A short, safe rendering of any value: it must survive objects whose own methods throw. */
export function describe(value: unknown): string {
  try {
    if (typeof value === "string")
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
    if (typeof value === "function") return `the function ${value.name || "without a name"}`;
    if (typeof value === "object" && value !== null) {
      return Array.isArray(value)
        ? `an array of ${value.length}`
        : `an object (${value.constructor?.name ?? "no class"})`;
    }
    return String(value);
  } catch {
    return "a value that cannot be described";
  }
}

function placeIn(answerPath: string, thrown: unknown): { line?: number; column?: number } {
  const stack = thrown instanceof Error && typeof thrown.stack === "string" ? thrown.stack : "";
  const name = answerPath.split(/[\\/]/).pop() ?? answerPath;
  for (const row of stack.split("\n").slice(1)) {
    if (!row.includes(answerPath) && !row.includes(encodeURI(answerPath)) && !row.includes(`/${name}`))
      continue;
    const place = /:(\d+):(\d+)\)?\s*$/.exec(row);
    if (place) return { line: Number(place[1]), column: Number(place[2]) };
  }
  return {};
}
