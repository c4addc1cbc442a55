import type { CaseResult, CaseStatus, Failure, RunResult } from "../grading/verdict.ts";
import { counted } from "../tools/lesson.ts";

const WORD: Readonly<Record<CaseStatus, string>> = {
  pass: "pass",
  fail: "FAIL",
  error: "ERROR",
  timeout: "TIME-OUT",
  "grader-fault": "GRADER FAULT",
  "not-run": "not run",
};

/** A finished run as plain text: every case, then the first failing one in full. */
export function gradeReport(result: RunResult): string {
  const passed = result.cases.filter(({ status }) => status === "pass").length;
  const rows = result.cases.map(
    ({ id, status, milliseconds, failure }) =>
      `  ${(failure?.kind === "not-yet" ? "not yet" : WORD[status]).padEnd(8)} ${id}  (${milliseconds.toFixed(0)} ms)`,
  );
  const first = result.cases.find(({ failure }) => failure !== undefined);
  const detail = first ? caseDetail(first) : result.failure ? failureDetail(result.failure) : [];
  const notice = result.notice === undefined ? [] : [`  ${result.notice}`];
  return [`${result.room}`, ...notice, ...rows, ...detail, "", summary(result, passed)].join("\n");
}

function summary({ verdict, cases, backend, milliseconds }: RunResult, passed: number): string {
  const count = `${passed} of ${counted(cases.length, "case")} ${passed === 1 ? "passes" : "pass"}`;
  const where = backend === "" ? "" : ` (${backend}, ${milliseconds.toFixed(0)} ms)`;
  switch (verdict) {
    case "passed":
      return `Passed: ${count}${where}.`;
    case "failed":
      return `Not passed: ${count}${where}.`;
    case "could-not-load":
      return "Not passed: the file does not load.";
    case "could-not-grade":
      return "Could not be graded: that is a fault of arena.";
    case "cancelled":
      return "Cancelled by a newer save.";
  }
}

/** The failing case: what was compared, what is wrong, expected and yours, and why. */
export function caseDetail({ subProblem, title, failure, diagnosis }: CaseResult): string[] {
  if (failure === undefined) return [];
  return [
    "",
    `${subProblem}: ${title}`,
    ...failureDetail(failure),
    ...(diagnosis ? [`  Why: ${diagnosis.sentence}`] : []),
  ];
}

function failureDetail({ label, message, expected, actual, line, column, frame }: Failure): string[] {
  const place =
    line === undefined ? "" : ` (line ${line}${column === undefined ? "" : `, column ${column}`})`;
  const block = (name: string, text: string | undefined) =>
    text === undefined ? [] : [`  ${name}`, ...text.split("\n").map((row) => `    ${row}`)];
  const [first = "", ...more] = message.split("\n"); // what to write instead stands below what is wrong
  return [
    `  ${label === "" ? "" : `${label}: `}${first}${place}`,
    ...more.map((row) => `  ${row}`),
    ...block("", frame).slice(1),
    ...block("expected", expected?.text),
    ...block("yours", actual?.text),
  ];
}
