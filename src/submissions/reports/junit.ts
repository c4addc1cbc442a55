import { XMLBuilder } from "fast-xml-parser";
import type { CaseResult } from "../../grading/verdict.ts";
import { type Graded, VERDICT_WORD } from "../graded.ts";

/** JUnit's XML as CI servers read it: a suite a submission, a test a case. */
export function junitReport(graded: readonly Graded[]): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const suites = graded.map(suiteOf);
  return builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    testsuites: { "@_name": "arena", testsuite: suites },
  });
}

function suiteOf({ who, name, result }: Graded) {
  const { cases, failure, milliseconds, room } = result;
  const count = (...statuses: CaseResult["status"][]) =>
    cases.filter(({ status }) => statuses.includes(status)).length;
  const loads = cases.length > 0;
  return {
    "@_name": clean(`${who}: ${room}`),
    "@_file": clean(name),
    "@_tests": loads ? cases.length : 1,
    "@_failures": count("fail"),
    "@_errors": loads ? count("error", "timeout", "grader-fault") : 1,
    "@_skipped": count("not-run"),
    "@_time": seconds(milliseconds),
    properties: { property: propertiesOf(result) },
    testcase: loads
      ? cases.map((each) => testOf(room, each))
      : [
          {
            "@_name": VERDICT_WORD[result.verdict],
            "@_classname": room,
            error: { "@_message": clean(failure?.message ?? "") },
          },
        ],
  };
}

function propertiesOf({ graderVersion, backend, seed, hash }: Graded["result"]) {
  return Object.entries({ grader: graderVersion, backend, seed, sha256: hash }).map(([name, value]) => ({
    "@_name": name,
    "@_value": value,
  }));
}

function testOf(room: string, { subProblem, title, status, milliseconds, failure, diagnosis }: CaseResult) {
  const test = {
    "@_name": clean(title),
    "@_classname": `${room}.${subProblem}`,
    "@_time": seconds(milliseconds),
  };
  const said = {
    "@_message": clean(failure?.message ?? ""),
    "@_type": failure?.kind ?? status,
    ...(diagnosis && { "#text": clean(diagnosis.sentence) }),
  };
  if (status === "pass") return test;
  if (status === "not-run") return { ...test, skipped: "" };
  return { ...test, [status === "fail" ? "failure" : "error"]: said };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** XML 1.0 has no place for most control characters and for halves of surrogate pairs, not even escaped. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/gv, "\ufffd");
}
