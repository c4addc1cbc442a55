import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { RunResult } from "../../src/grading/verdict.ts";
import {
  csvReport,
  type Graded,
  jsonReport,
  junitReport,
  summaryReport,
} from "../../src/submissions/index.ts";

const result = (changes: Partial<RunResult>): RunResult => ({
  room: "0.2/relu",
  hash: "a".repeat(64),
  backend: "wasm",
  graderVersion: "123456789abc",
  seed: 7,
  verdict: "passed",
  cases: [{ id: "clip/a", subProblem: "clip", title: "a", status: "pass", milliseconds: 1 }],
  milliseconds: 20,
  ...changes,
});

const NASTY = '=HYPERLINK("http://x")\n<b>&\u0000\u0007"quoted", ]]> \ud800 ünï';

const graded: readonly Graded[] = [
  { who: "ada", name: "ada/01-relu.ts", result: result({}) },
  {
    who: "=cmd|calc",
    name: "=cmd|calc/01-relu.ts",
    result: result({
      verdict: "failed",
      cases: [
        {
          id: "clip/a",
          subProblem: "clip",
          title: 'a <"case">',
          status: "fail",
          milliseconds: 1,
          failure: { kind: "values", label: "relu(x)", message: NASTY },
        },
        { id: "clip/b", subProblem: "clip", title: "b", status: "not-run", milliseconds: 0 },
      ],
    }),
  },
  {
    who: "cyd",
    name: "cyd/01-relu.ts",
    result: result({
      verdict: "could-not-load",
      cases: [],
      failure: { kind: "syntax", label: "", message: "Expected `}`" },
    }),
  },
];

test("JUnit's XML is well formed whatever an answer says, and counts what happened", () => {
  const xml = junitReport(graded);
  expect(XMLValidator.validate(xml)).toBe(true);
  const suites = new XMLParser({ ignoreAttributes: false }).parse(xml).testsuites.testsuite;
  expect(
    suites.map((suite: Record<string, string>) => [
      suite["@_tests"],
      suite["@_failures"],
      suite["@_errors"],
      suite["@_skipped"],
    ]),
  ).toEqual([
    ["1", "0", "0", "0"],
    ["2", "1", "0", "1"],
    ["1", "0", "1", "0"],
  ]);
});

test("CSV has a line a submission, and no cell that a spreadsheet would run", () => {
  const csv = csvReport(graded);
  expect(csv).toContain("ada,0.2/relu,passed,1,1,");
  expect(csv).not.toMatch(/(^|,)"?=/m);
});

test("JSON tells everything, with the seed and whether the batch is finished", () => {
  const report = JSON.parse(jsonReport(graded, { folder: "x", seed: 7, finished: false, leftOut: [] }));
  expect(report).toMatchObject({ version: 1, seed: 7, finished: false });
  expect(report.submissions[1]).toMatchObject({
    who: "=cmd|calc",
    passed: 0,
    of: 2,
    verdict: "failed",
    backend: "wasm",
  });
});

test("the summary says who passed what and what to look at", () => {
  expect(summaryReport(graded, [{ name: "cyd/x.ts", why: "no room has a file of this name" }])).toBe(
    [
      "  =cmd|calc  0 of 1 passed  open: 0.2/relu",
      "  ada        1 of 1 passed",
      "  cyd        0 of 1 passed  open: 0.2/relu",
      "",
      "  0.2/relu  1 of 3 passed",
      "",
      "Look at these",
      "  cyd/01-relu.ts: does not load. Expected `}`",
      "",
      "Left out",
      "  cyd/x.ts: no room has a file of this name.",
      "",
      "3 graded, 1 passed, 1 not passed, 1 do not load.",
    ].join("\n"),
  );
});

test("a name in the summary moves no cursor and makes no line of its own", () => {
  const who = "\u001b[2Jzoë\n  zoë  9 of 9 passed\u202e";
  const name = `${who}/01-relu.ts`;
  const text = summaryReport(
    [{ who, name, result: result({ verdict: "could-not-load", cases: [] }) }],
    [{ name, why: "it is no file" }],
  );
  expect(text.match(/zoë {2}9 of 9 passed/g)).toHaveLength(3);
  expect(text).not.toMatch(/^ {2}zoë/m);
  expect([...text].filter((character) => "\u001b\u202e".includes(character))).toEqual([]);
});
