import { join } from "node:path";
import { room, type SeededInputs } from "arena/grader";
import { backward, NotYetError, nn, runlog, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/experiment-tracking/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/experiment-tracking");

/** Losses go through several steps, each of which carries the rounding of those before on. */
const AFTER_STEPS = { atol: 1e-4 };

/** A project in which there is no run yet, whoever has been graded before in this process. */
const newProject = () => `digits-${crypto.randomUUID().slice(0, 8)}`;

/** Where the first run of a project is. */
const firstRun = (project: string) => join("runs", project, "run-1");

/** What a run has written, without its name and the time; of histograms how far they reach. */
const written = (folder: string): unknown[] => runlog.readRun(folder).map(lasting);

function lasting(record: runlog.RunRecord): unknown {
  switch (record.kind) {
    case "init":
      return { kind: "init", config: record.config };
    case "watch":
      return { kind: "watch", log: record.log, logFrequency: record.logFrequency };
    case "log":
      return { kind: "log", step: record.step, values: reaching(record.values) };
    case "finish":
      return { kind: "finish", outcome: record.outcome, summary: record.summary };
  }
}

const reaching = (values: Readonly<Record<string, runlog.Logged>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? value : { min: value.min, max: value.max, notFinite: value.notFinite },
    ]),
  );

/** A run of ours: numbers, each logged at ten steps more than the one before, and a proper end unless it broke off. */
async function runOf(
  config: runlog.Config,
  logs: readonly Record<string, number>[],
  end: "finished" | "superseded" | "broken off" = "finished",
): Promise<string> {
  const run = new runlog.Run({ project: newProject(), config }); // no other run closes it
  for (const [i, values] of logs.entries()) await run.log(values, { step: 10 * (i + 1) });
  if (end !== "broken off") await run.finish(end);
  return run.folder;
}

/** Answers otherwise in training than in evaluation, but nothing by chance; the same first weights each time. */
class Classifier extends nn.Module {
  readonly inner: nn.Sequential;
  readonly modes: boolean[] = [];
  constructor() {
    super();
    using _ = seeded(9);
    this.inner = new nn.Sequential(new nn.Linear(3, 4), new nn.Tanh(), new nn.Linear(4, 3));
  }
  forward(x: tf.Tensor): tf.Tensor {
    this.modes.push(this.training);
    const logits = this.inner.call(x); // [batch, class]
    return this.training ? logits.mul(2) : logits;
  }
}

/** Throws at its second call. */
class Breaking extends Classifier {
  override forward(x: tf.Tensor): tf.Tensor {
    if (this.modes.length === 1) throw new Error("this layer is broken");
    return super.forward(x);
  }
}

const batchOf = (random: SeededInputs, size: number): Solution.Batch => [
  random.normal([size, 3]), // [batch, feature]
  random.integers([size], 0, 3) as tf.Tensor1D, // [batch]
];

const dataOf = (random: SeededInputs) => ({
  train: [batchOf(random, 4), batchOf(random, 2)],
  test: batchOf(random, 5),
});

/** Three parameters of two numbers, and a run in which they get these gradients, step by step. */
async function runOfGradients(steps: readonly Record<"a" | "b" | "c", number[]>[]): Promise<string> {
  class Three extends nn.Module {
    readonly b = new nn.Parameter(tf.zeros([2])); // [n]
    readonly a = new nn.Parameter(tf.zeros([2])); // [n]
    readonly c = new nn.Parameter(tf.zeros([2])); // [n]
    forward(x: tf.Tensor): tf.Tensor {
      return x;
    }
  }
  const model = new Three();
  const run = new runlog.Run({ project: newProject() });
  run.watch(model, { log: "all", logFrequency: 1 });
  for (const { a, b, c } of steps) {
    const lossOf = () => tf.addN([model.a.mul(a), model.b.mul(b), model.c.mul(c)]).sum(); // []
    const loss = backward(lossOf, model.parameters());
    model.zeroGrad();
    await run.log({ loss });
  }
  await run.finish();
  return run.folder;
}

subProblem("write", () => {
  test("two batches by hand", async ({ answer, given, expectSame }) => {
    const losses = [given.tensor([0.25, 0.5]), given.tensor([0.75])] as tf.Tensor1D[]; // [batch] each
    const config = { lr: 0.1, optimizer: "Adam" };
    await expectSame(
      "what the run has written",
      async () => written(await answer.trackLosses(newProject(), config, losses)),
      [
        { kind: "init", config },
        { kind: "log", step: 2, values: { loss: 0.375 } },
        { kind: "log", step: 3, values: { loss: 0.75 } },
        { kind: "finish", outcome: "finished", summary: { loss: 0.75 } },
      ],
    );
  });
  test("two runs of one project", async ({ answer, given, expectSame }) => {
    const losses = [given.tensor([0.5, 1.5, 1])] as tf.Tensor1D[]; // [batch]
    const steps = async () => {
      const project = newProject();
      const folders = [
        await answer.trackLosses(project, { lr: 0.1 }, losses),
        await answer.trackLosses(project, { lr: 0.2 }, losses),
      ];
      return folders.map((folder) => written(folder)[0]);
    };
    await expectSame("how each of the two runs begins", steps, [
      { kind: "init", config: { lr: 0.1 } },
      { kind: "init", config: { lr: 0.2 } },
    ]);
  });
});

subProblem("read", () => {
  test("a curve between others", async ({ answer, expectSame }) => {
    const logs = [{ loss: 2 }, { loss: 1, accuracy: 0.5 }, { accuracy: 0 }, { loss: 0.5 }];
    const folder = await runOf({}, logs);
    await expectSame('curve(folder, "loss")', () => answer.curve(folder, "loss"), [
      [10, 2],
      [20, 1],
      [40, 0.5],
    ]);
    await expectSame('curve(folder, "accuracy")', () => answer.curve(folder, "accuracy"), [
      [20, 0.5],
      [30, 0],
    ]);
  });
  test("a run that broke off, with NaN", async ({ answer, expectSame }) => {
    const folder = await runOf({}, [{ loss: 3 }, { loss: Number.NaN }], "broken off");
    await expectSame('curve(folder, "loss")', () => answer.curve(folder, "loss"), [
      [10, 3],
      [20, Number.NaN],
    ]);
  });
  test("histograms are no points", async ({ answer, expectSame }) => {
    const folder = await runOfGradients([{ a: [1, 2], b: [0, 0], c: [3, 4] }]);
    await expectSame('curve(folder, "gradients/a")', () => answer.curve(folder, "gradients/a"), []);
  });
});

subProblem("compare", () => {
  test("the lowest last loss", async ({ answer, expectSame }) => {
    const folders = [
      await runOf({ lr: 0.1 }, [{ loss: 2 }, { loss: 0.7 }]),
      await runOf({ lr: 0.3 }, [{ loss: 0.9 }, { loss: 0.4 }]),
      await runOf({ lr: 0.6 }, [{ loss: 0.1 }, { loss: 0.5 }]),
    ];
    await expectSame('bestConfig(folders, "loss")', () => answer.bestConfig(folders, "loss"), { lr: 0.3 });
  });
  test("two that are equally good", async ({ answer, expectSame }) => {
    const folders = [
      await runOf({ lr: 0.1 }, [{ loss: 0.75 }]),
      await runOf({ lr: 0.2 }, [{ loss: 0.5 }]),
      await runOf({ lr: 0.3 }, [{ loss: 0.5 }]),
    ];
    await expectSame('bestConfig(folders, "loss")', () => answer.bestConfig(folders, "loss"), { lr: 0.2 });
  });
  test("runs that do not count", async ({ answer, expectSame }) => {
    const folders = [
      await runOf({ lr: 1 }, [{ loss: 0.5 }, { loss: Number.NaN }]),
      await runOf({ lr: 2 }, [{ loss: 0.1 }], "broken off"),
      await runOf({ lr: 3 }, [{ loss: 0.9 }]),
      await runOf({ lr: 4 }, [{ loss: 0.2 }], "superseded"),
      await runOf({ lr: 5 }, [{ accuracy: 0.3 }]),
    ];
    await expectSame(
      "bestConfig of one with NaN, one that broke off, a good one, one superseded, one without a loss",
      () => answer.bestConfig(folders, "loss"),
      { lr: 3 },
    );
    await expectSame("bestConfig of none that counts", () => answer.bestConfig([], "loss"), undefined);
  });
});

subProblem("train", () => {
  const config = { lr: 0.2, epochs: 2, seed: 9, note: "a first try" };
  const tracked = async ({ trackTraining }: typeof Solution, data: ReturnType<typeof dataOf>) => {
    const model = new Classifier();
    const folder = await trackTraining(newProject(), model, data, config);
    return { folder, model };
  };
  test("everything that is written", async ({ answer, solution, random, expectSame }) => {
    const data = dataOf(random);
    await expectSame(
      "what the run has written",
      async () => written((await tracked(answer, data)).folder),
      written((await tracked(solution, data)).folder),
      AFTER_STEPS,
    );
  });
  test("the weights afterwards", async ({ answer, solution, random, expectSame }) => {
    const data = dataOf(random);
    await expectSame(
      "the parameters",
      async () => (await tracked(answer, data)).model.parameters(),
      (await tracked(solution, data)).model.parameters(),
      AFTER_STEPS,
    );
  });
  test("trained and tested in turn", async ({ answer, random, expectSame }) => {
    const data = dataOf(random);
    await expectSame(
      "whether the model trains, call by call",
      async () => (await tracked(answer, data)).model.modes,
      [true, true, false, true, true, false],
    );
  });
  test("a model that throws", async ({ answer, random, expectSame }) => {
    const data = dataOf(random);
    const end = async () => {
      const project = newProject();
      let message = "no error";
      try {
        await answer.trackTraining(project, new Breaking(), data, config);
      } catch (error) {
        if (error instanceof NotYetError) throw error;
        message = (error as Error).message;
      }
      return { error: message, kinds: runlog.readRun(firstRun(project)).map(({ kind }) => kind) };
    };
    await expectSame("the error, and what the run has written until then", end, {
      error: "this layer is broken",
      kinds: ["init", "watch", "log", "finish"],
    });
  });
});

subProblem("diagnose", () => {
  test("one of three", async ({ answer, expectSame }) => {
    const folder = await runOfGradients([
      { a: [0, 2], b: [0, 0], c: [-3, 0] },
      { a: [2, 0], b: [0, 0], c: [0, -4] },
    ]);
    await expectSame("deadParameters(folder)", () => answer.deadParameters(folder), ["b"]);
  });
  test("in the order in which they turn up", async ({ answer, expectSame }) => {
    const folder = await runOfGradients([{ a: [0, 0], b: [0, 0], c: [0, 1] }]);
    await expectSame("deadParameters(folder)", () => answer.deadParameters(folder), ["b", "a"]);
  });
  test("what only looks dead", async ({ answer, expectSame }) => {
    const folder = await runOfGradients([
      { a: [0, 0], b: [1, -1], c: [Number.NaN, Number.NaN] },
      { a: [0, 3], b: [2, -2], c: [Number.NaN, Number.NaN] },
      { a: [0, 0], b: [3, -3], c: [0, Number.NaN] },
    ]);
    await expectSame(
      "deadParameters where gradients are 0 once, cancel out, or are NaN",
      () => answer.deadParameters(folder),
      [],
    );
  });
});
