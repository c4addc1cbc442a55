import type { Room, SubProblem } from "../../src/curriculum/model.ts";
import type { CaseName, CaseResult, Failure, RunResult, RunVerdict } from "../../src/grading/verdict.ts";
import type { ScreenEvent } from "../../src/tui/events.ts";
import { initialState } from "../../src/tui/initial.ts";
import { reduce } from "../../src/tui/reducer.ts";
import type { MapRow, RoomInView, WatchState } from "../../src/tui/state.ts";

/** States as the tutor reaches them: every one is made by the reducer from events, never by hand. */

const compare: SubProblem = {
  id: "compare",
  title: "Compare every element with zero",
  type: "elementwise",
  techniques: ["maximum", "where"],
  rungs: [
    {
      rung: "question",
      summary: "What should happen to one number?",
      body: "Take `x = -2`, then `x = 3`. What does relu give for each?",
    },
    {
      rung: "idea",
      summary: "One operation does it for all elements",
      body: "The larger of `x` and `0`, element by element.\n\nNo loop is needed: `maximum` **broadcasts** its second argument.",
    },
    {
      rung: "shapes",
      summary: "A scalar against a tensor",
      body: "```ts\nx: [..., n]   // any shape\n0: []         // broadcast\n```",
    },
  ],
};
const shape: SubProblem = {
  id: "shape",
  title: "Keep the shape and the dtype",
  type: "shape",
  techniques: ["broadcasting"],
  rungs: [],
};
const input: SubProblem = {
  id: "input",
  title: "Leave the input alone",
  type: "purity",
  techniques: ["immutability"],
  rungs: [],
};

export const relu: Room = {
  id: "0.2/relu",
  aliases: [],
  section: "0.2",
  title: "ReLU",
  kind: "room",
  order: 1,
  importance: 3,
  difficulty: 1,
  minutes: 10,
  file: "01-relu.ts",
  exports: ["relu"],
  requires: [],
  budgetSeconds: 5,
  subProblems: [compare, shape, input],
  statement: "# ReLU\n",
  files: { statement: "", stub: "", solution: "", grader: "", decoys: "" },
};

export const view: RoomInView = {
  section: { id: "0.2", title: "CNNs and ResNets" },
  room: relu,
  path: "/home/ada/arena-workspace/0.2-cnns/01-relu.ts",
  shownPath: "0.2-cnns/01-relu.ts",
  passedRooms: 3,
  totalRooms: 12,
  briefing: [
    "Write \u001b[36mrelu(x)\u001b[39m: every element below zero becomes zero.",
    "",
    "It is the simplest of the functions between two layers.",
  ],
};

export const names: readonly CaseName[] = [
  { id: "compare/positive", subProblem: "compare", title: "keeps what is above zero" },
  { id: "compare/negative", subProblem: "compare", title: "gives zero for what is below" },
  { id: "compare/zero", subProblem: "compare", title: "gives zero for zero itself" },
  { id: "shape/three-axes", subProblem: "shape", title: "keeps the shape of [2, 3, 4]" },
  { id: "shape/empty", subProblem: "shape", title: "takes a tensor without elements" },
  { id: "shape/int", subProblem: "shape", title: "keeps int32" },
  { id: "input/unchanged", subProblem: "input", title: "does not write into its input" },
];

const hash = "a".repeat(64);

export function named(id: string): CaseName {
  const found = names.find((name) => name.id === id);
  if (found === undefined) throw new Error(`no case ${id} in the fixture`);
  return found;
}

export function passing(id: string, milliseconds = 0.42): CaseResult {
  return { ...named(id), status: "pass", milliseconds };
}

export function failing(id: string, failure: Failure, rest: Partial<CaseResult> = {}): CaseResult {
  return { ...named(id), status: "fail", milliseconds: 1.3, failure, ...rest };
}

export const wrongShape: Failure = {
  kind: "shape",
  label: "relu(x)",
  message: "Its shape should be [2, 3, 4]; yours is [6, 4], which differs first in axis 0.",
  expected: {
    text: "tensor([[[0.5000, 0.0000, 1.2000, 0.0000],\n         ...,\n         [0.0000, 0.7000, 0.0000, 2.1000]]])",
    shape: [2, 3, 4],
    dtype: "float32",
  },
  actual: {
    text: "tensor([[0.5000, 0.0000, 1.2000, 0.0000],\n        ...,\n        [0.0000, 0.7000, 0.0000, 2.1000]])",
    shape: [6, 4],
    dtype: "float32",
  },
};

export const wrongValues: Failure = {
  kind: "values",
  label: "relu(x)",
  message: "3 of 12 values differ, by up to 1; the first at [1, 2] should be 0.5 and is -0.5.",
  expected: {
    text: "tensor([[0.0, 1.5, 0.0],\n        [0.2, 0.0, 0.5],\n        [0.0, 0.0, 0.9],\n        [3.1, 0.0, 0.4]])",
    shape: [4, 3],
    dtype: "float32",
  },
  actual: {
    text: "tensor([[0.0, 1.5, 0.0],\n        [0.2, 0.0, -0.5],\n        [0.0, 0.0, -0.9],\n        [3.1, 0.0, -0.4]])",
    shape: [4, 3],
    dtype: "float32",
  },
  difference: {
    differing: 3,
    total: 12,
    largestAbsolute: 1,
    largestRelative: 2,
    at: [1, 2],
    expected: 0.5,
    actual: -0.5,
    tolerance: 1e-6,
  },
};

export const syntaxError: Failure = {
  kind: "syntax",
  label: "",
  message: 'Expected ")" but found "}".',
  line: 5,
  column: 1,
  frame:
    "  3 | export function relu(x: tf.Tensor): tf.Tensor {\n  4 |   return tf.maximum(x, 0;\n> 5 | }\n    | ^\n",
};

export const notYet: Failure = {
  kind: "not-yet",
  label: "relu(x)",
  message: "Not yet: write relu.",
  line: 9,
  column: 3,
};

export function play(state: WatchState, ...events: readonly ScreenEvent[]): WatchState {
  return events.reduce(reduce, state);
}

export function runResult(verdict: RunVerdict, cases: readonly CaseResult[], failure?: Failure): RunResult {
  return {
    room: relu.id,
    hash,
    backend: "wasm",
    graderVersion: "1",
    seed: 7,
    verdict,
    cases,
    milliseconds: 21.4,
    ...(failure && { failure }),
  };
}

/** A whole run: every case starts, finishes, and the run ends with this verdict. */
export function run(
  number: number,
  verdict: RunVerdict,
  cases: readonly CaseResult[],
  failure?: Failure,
): ScreenEvent[] {
  const steps = cases.flatMap((result): ScreenEvent[] => [
    { type: "case-started", run: number, id: result.id },
    { type: "case-finished", run: number, result },
  ]);
  return [
    { type: "run-started", run: number, hash, cases: names },
    ...steps,
    { type: "run-finished", run: number, result: runResult(verdict, cases, failure) },
  ];
}

const shapeCases: readonly CaseResult[] = [
  passing("compare/positive"),
  passing("compare/negative", 0.31),
  passing("compare/zero", 0.28),
  failing("shape/three-axes", wrongShape, {
    diagnosis: {
      source: "hypothesis",
      name: "flattened-leading-axes",
      technique: "broadcasting",
      sentence:
        "This is your input with its first two axes merged into one. relu works element by element, so no `reshape` is needed before or after.",
    },
  }),
  failing("shape/empty", wrongShape),
  passing("shape/int"),
  passing("input/unchanged", 0.6),
];

const opened = play(initialState(view, "wasm", true), { type: "ready" });

export const states = {
  waiting: opened,
  stub: play(
    opened,
    ...run(
      1,
      "failed",
      names.map((name) => ({ ...name, status: "error", milliseconds: 0.2, failure: notYet })),
    ),
  ),
  grading: play(opened, ...run(1, "failed", shapeCases).slice(0, 6)),
  wrongShape: play(opened, ...run(1, "failed", shapeCases), {
    type: "types-checked",
    types: { kind: "clean", milliseconds: 34 },
  }),
  get hinted(): WatchState {
    return play(states.wrongValues, {
      type: "hint-shown",
      hint: { subProblem: compare, technique: "maximum", seen: compare.rungs.slice(0, 2), remaining: 3 },
    });
  },
  wrongValues: play(
    opened,
    ...run(1, "failed", [
      passing("compare/positive"),
      failing("compare/negative", wrongValues),
      ...names.slice(2).map((name) => passing(name.id)),
    ]),
    {
      type: "types-checked",
      types: {
        kind: "errors",
        errors: [
          { line: 12, column: 10, message: "Type 'number' is not assignable to type 'Tensor<Rank>'." },
        ],
      },
    },
  ),
  get notLoading(): WatchState {
    const notRun = names.map((name): CaseResult => ({ ...name, status: "not-run", milliseconds: 0 }));
    return play(
      states.wrongShape,
      { type: "save-seen" },
      { type: "run-started", run: 2, hash, cases: names },
      { type: "run-finished", run: 2, result: runResult("could-not-load", notRun, syntaxError) },
    );
  },
  get fault(): WatchState {
    const failure: Failure = {
      kind: "grader-fault",
      label: "",
      message: "internal: the grader of 0.2/relu has no cases.",
    };
    const result = runResult("could-not-grade", [], failure);
    return play(
      states.wrongShape,
      { type: "run-started", run: 2, hash, cases: names },
      { type: "run-finished", run: 2, result },
    );
  },
  get cleared(): WatchState {
    const boss: Room = {
      ...relu,
      id: "0.2/resnet",
      title: "ResNet34",
      kind: "boss",
      importance: 5,
      difficulty: 5,
    };
    return play(
      states.wrongShape,
      { type: "room-changed", view: { ...view, room: boss, passedRooms: 11 } },
      ...run(
        2,
        "passed",
        names.map((name) => passing(name.id)),
      ),
      {
        type: "room-passed",
        run: 2,
        passedRooms: 12,
        reward: {
          learned: [],
          earned: ["residual connections", "batch-norm"],
          next: { by: "side", id: "0.2/conv2d-module", title: "Convolution as a layer" },
          firstTime: true,
          sectionCleared: true,
        },
      },
    );
  },
  get kataPassed(): WatchState {
    return play(
      states.wrongShape,
      {
        type: "room-changed",
        view: {
          ...view,
          section: { id: "katas", title: "Katas" },
          room: { ...relu, id: "katas/where", title: "Where", kind: "kata" },
          shownPath: "katas/where.ts",
          passedRooms: 4,
          totalRooms: 17,
        },
      },
      ...run(
        2,
        "passed",
        names.map((name) => passing(name.id)),
      ),
      {
        type: "room-passed",
        run: 2,
        passedRooms: 5,
        reward: {
          learned: ["Compare every element with zero"],
          earned: ["Where"],
          next: { by: "back", id: "0.2/relu", title: "ReLU" },
          firstTime: true,
          sectionCleared: false,
        },
      },
    );
  },
  get gone(): WatchState {
    return play(states.wrongShape, { type: "file-gone" });
  },
  get passed(): WatchState {
    return play(
      states.wrongShape,
      { type: "save-seen" },
      ...run(
        2,
        "passed",
        names.map((name) => passing(name.id)),
      ),
      {
        type: "room-passed",
        run: 2,
        passedRooms: 4,
        reward: {
          learned: [
            "Compare every element with zero",
            "Keep the shape and the dtype",
            "Leave the input alone",
          ],
          earned: ["maximum"],
          next: { by: "door", id: "0.2/max-pool", title: "Max pooling" },
          firstTime: true,
          sectionCleared: false,
        },
      },
    );
  },
  get map(): WatchState {
    return play(states.wrongShape, { type: "overlay-opened", overlay: { kind: "map", rows: mapRows } });
  },
  get help(): WatchState {
    return play(states.wrongShape, { type: "overlay-opened", overlay: { kind: "help" } });
  },
  get details(): WatchState {
    return play(
      states.wrongShape,
      { type: "printed", run: 1, text: "x is\ntensor([1, 2])\n" },
      { type: "overlay-opened", overlay: { kind: "details" } },
    );
  },
  get confirm(): WatchState {
    return play(states.wrongShape, {
      type: "overlay-opened",
      overlay: { kind: "confirm", action: "reset", question: "Reset 01-relu.ts? Yours is archived first." },
    });
  },
  get page(): WatchState {
    const lines = Array.from({ length: 60 }, (_, i) =>
      i % 2
        ? `\u001b[33mline ${i + 1}\u001b[39m of a technique's page`
        : `line ${i + 1}, `.padEnd(130, "abc "),
    );
    return play(states.wrongShape, {
      type: "overlay-opened",
      overlay: { kind: "page", title: "broadcasting", lines },
    });
  },
};

const mapRow = (id: string, title: string, status: MapRow["status"], rest: Partial<MapRow> = {}): MapRow => ({
  id: `0.2/${id}`,
  title,
  kind: "room",
  status,
  importance: 3,
  difficulty: 2,
  minutes: 15,
  tools: [],
  ...rest,
});

export const mapRows: readonly MapRow[] = [
  mapRow("flatten", "Flatten", "passed", { importance: 2, difficulty: 1, minutes: 5 }),
  mapRow("linear", "Linear", "passed"),
  mapRow("relu", "ReLU", "here", {
    difficulty: 1,
    minutes: 10,
    tools: [
      { technique: "max-vs-maximum", inBag: true },
      { technique: "where", inBag: false },
    ],
  }),
  mapRow("max-pool", "Max pooling", "open", { tools: [{ technique: "einops-reduce", inBag: false }] }),
  mapRow("cross-entropy", "Cross entropy", "open", { kind: "side" }),
  mapRow("conv2d", "Conv2d by strides", "locked", { importance: 5, difficulty: 4, minutes: 30 }),
  mapRow("batch-norm", "BatchNorm2d", "locked", { importance: 4, difficulty: 4, minutes: 25 }),
  mapRow("residual-block", "A residual block", "locked", { importance: 4 }),
  mapRow("resnet", "ResNet34", "locked", { kind: "boss", importance: 5, difficulty: 5, minutes: 60 }),
];
