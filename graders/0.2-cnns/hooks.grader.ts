import { room } from "arena/grader";
import { NotYetError, nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/hooks/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/hooks");

/** NaN for negative entries. */
class Log extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return x.log();
  }
}

/** Puts 0 where a NaN was, so that it does not reach the output. */
class Mend extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return tf.where(x.isNaN(), tf.zerosLike(x), x);
  }
}

class Double extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return x.mul(2);
  }
}

class Broken extends nn.Module {
  forward(_x: tf.Tensor): tf.Tensor {
    throw new Error("this layer is broken");
  }
}

/** Frees everything but its result, as well-behaved models do. */
class Tidy extends nn.Module {
  inner: nn.Module;
  constructor(inner: nn.Module) {
    super();
    this.inner = inner;
  }
  forward(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.inner.call(x).add(1));
  }
}

/** Frees each result with its own hands as soon as it has been used. */
class Thrifty extends nn.Module {
  inner: nn.Module;
  constructor(inner: nn.Module) {
    super();
    this.inner = inner;
  }
  forward(x: tf.Tensor): tf.Tensor {
    const hidden = this.inner.call(x); // x's shape
    const result = hidden.add(1); // x's shape
    hidden.dispose();
    return result;
  }
}

/** Layers within layers: the names are "", "0", "0.0", "0.1" and "1". */
const nested = (): nn.Sequential =>
  new nn.Sequential(new nn.Sequential(new Double(), new Log()), new nn.ReLU());

/** How many hooks each module has, by name. */
const hookCounts = (model: nn.Module) =>
  model.namedModules().map(([name, module]) => [name, module.hookCount]);

/** A Map as a list, whose order a comparison looks at; what stands for a tensor that is no longer there says so. */
const entries = (map: Map<string, tf.Tensor>): [string, tf.Tensor | string][] =>
  [...map].map(([name, tensor]) => [name, tensor.isDisposed ? "a tensor that was freed" : tensor]);

const kindOf = (value: unknown): string => {
  if (value === undefined) return "nothing";
  return value instanceof tf.Tensor ? "a tensor" : value instanceof Map ? "a Map" : typeof value;
};

/** What was thrown by a forward pass that was to throw; "not yet" is no such thing. */
async function messageOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return "nothing was thrown";
  } catch (thrown) {
    if (thrown instanceof NotYetError) throw thrown;
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

subProblem("check", () => {
  /** The flags after the hook for "layer" has seen an output. */
  const seen = (answer: typeof Solution, output: tf.Tensor) => {
    const flags: Solution.NanFlags = new Map();
    answer.hookCheckForNan("layer", flags)(new nn.Identity(), [output], output);
    return entries(flags);
  };
  test("an output without NaN", async ({ answer, random, expectSame }) => {
    const output = random.normal([3, 4]); // [batch, feature]
    await expectSame("flags after the hook ran", () => seen(answer, output), [
      ["layer", tf.scalar(false, "bool")],
    ]);
  });
  test("one NaN among many", async ({ answer, given, expectSame }) => {
    const output = given.tensor([1, 2, 3, 4, 5, Number.NaN], [2, 3]); // [batch, feature]
    await expectSame("flags after the hook ran", () => seen(answer, output), [
      ["layer", tf.scalar(true, "bool")],
    ]);
  });
  test("nothing but NaN", async ({ answer, given, expectSame }) => {
    const output = given.tensor([Number.NaN, Number.NaN], [1, 2, 1]); // [batch, position, feature]
    await expectSame("flags after the hook ran", () => seen(answer, output), [
      ["layer", tf.scalar(true, "bool")],
    ]);
  });
  test("infinity is no NaN", async ({ answer, given, expectSame }) => {
    const output = given.tensor([1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]); // [feature]
    await expectSame("flags after the hook ran", () => seen(answer, output), [
      ["layer", tf.scalar(false, "bool")],
    ]);
  });
  test("the hook returns nothing", async ({ answer, random, expectSame }) => {
    const output = random.normal([2, 3]); // [batch, feature]
    const returned = () =>
      kindOf(answer.hookCheckForNan("layer", new Map())(new nn.Identity(), [output], output));
    await expectSame("what the hook returns", returned, "nothing");
  });
});

subProblem("add", () => {
  test("every module has one hook", async ({ answer, expectSame }) => {
    const counts = () => {
      const model = nested();
      answer.addHooks(model, new Map());
      return hookCounts(model);
    };
    await expectSame("hooks by module", counts, [
      ["", 1],
      ["0", 1],
      ["0.0", 1],
      ["0.1", 1],
      ["1", 1],
    ]);
  });
  test("one handle for each hook", async ({ answer, expectSame }) => {
    await expectSame("addHooks(model, flags).length", () => answer.addHooks(nested(), new Map()).length, 5);
  });
  test("flags in the order in which modules are done", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const names = () => {
      const [model, flags] = [nested(), new Map<string, tf.Tensor>()];
      answer.addHooks(model, flags);
      model.call(x);
      return [...flags.keys()];
    };
    await expectSame("names of the flags after call(x)", names, ["0.0", "0.1", "0", "1", ""]);
  });
  test("what the flags say", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, -2]]); // [batch, feature]
    const flagged = () => {
      const [model, flags] = [
        new nn.Sequential(new Double(), new Log(), new Mend()),
        new Map<string, tf.Tensor>(),
      ];
      answer.addHooks(model, flags);
      model.call(x);
      return entries(flags);
    };
    const [clean, nan] = [tf.scalar(false, "bool"), tf.scalar(true, "bool")];
    await expectSame("flags after call(x)", flagged, [
      ["0", clean],
      ["1", nan],
      ["2", clean],
      ["", clean],
    ]);
  });
  test("flags outlive a model that frees what it makes", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, Number.NaN]]); // [batch, feature]
    const outcome = () => {
      const [model, flags]: [nn.Module, Solution.NanFlags] = [new Tidy(new Mend()), new Map()];
      answer.addHooks(model, flags);
      model.call(x);
      return entries(flags);
    };
    const expected = [
      ["inner", tf.scalar(false, "bool")],
      ["", tf.scalar(false, "bool")],
    ];
    await expectSame("flags after a forward pass", outcome, expected);
  });
  test("a layer used twice has one hook", async ({ answer, expectSame }) => {
    const counts = () => {
      const shared = new Double();
      const model = new nn.Sequential(shared, new nn.ReLU(), shared);
      answer.addHooks(model, new Map());
      return hookCounts(model);
    };
    await expectSame("hooks by module", counts, [
      ["", 1],
      ["0", 1],
      ["1", 1],
    ]);
  });
  test("the output of the model stays the same", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [1, 2],
      [4, 0.5],
    ]); // [batch, feature]
    const output = () => {
      const model = nested();
      answer.addHooks(model, new Map());
      return model.call(x);
    };
    await expectSame("call(x) with hooks", output, nested().call(x));
  });
});

subProblem("remove", () => {
  test("no hook is left", async ({ answer, expectSame }) => {
    const counts = () => {
      const model = nested();
      answer.removeHooks(answer.addHooks(model, new Map()));
      return hookCounts(model);
    };
    await expectSame("hooks by module", counts, [
      ["", 0],
      ["0", 0],
      ["0.0", 0],
      ["0.1", 0],
      ["1", 0],
    ]);
  });
  test("hooks of others stay", async ({ answer, expectSame }) => {
    const counts = () => {
      const model = nested();
      model.at(1).registerForwardHook(() => {});
      answer.removeHooks(answer.addHooks(model, new Map()));
      return hookCounts(model);
    };
    await expectSame("hooks by module", counts, [
      ["", 0],
      ["0", 0],
      ["0.0", 0],
      ["0.1", 0],
      ["1", 1],
    ]);
  });
  test("of two sets of hooks one is removed", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const sizes = () => {
      const [model, first, second] = [nested(), new Map<string, tf.Tensor>(), new Map<string, tf.Tensor>()];
      const handles = answer.addHooks(model, first);
      answer.addHooks(model, second);
      answer.removeHooks(handles);
      model.call(x);
      return [first.size, second.size];
    };
    await expectSame("flags in the first and the second Map", sizes, [0, 5]);
  });
});

subProblem("find", () => {
  test("a layer in the middle", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [1, -2],
      [3, 4],
    ]); // [batch, feature]
    const model = () => new nn.Sequential(new Double(), new Double(), new Log(), new Double());
    await expectSame("firstNan(model, x)", () => answer.firstNan(model(), x), "2");
  });
  test("a layer within a layer", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2, -3]]); // [batch, feature]
    await expectSame("firstNan(model, x)", () => answer.firstNan(nested(), x), "0.1");
  });
  test("no NaN at all", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    await expectSame("firstNan(model, x)", () => answer.firstNan(nested(), x), null);
  });
  test("a NaN that does not reach the output", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[5, -1]]); // [batch, feature]
    const model = () => new nn.Sequential(new Log(), new Mend());
    await expectSame("firstNan(model, x)", () => answer.firstNan(model(), x), "0");
  });
  test("a NaN in the input", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, Number.NaN]]); // [batch, feature]
    await expectSame("firstNan(model, x)", () => answer.firstNan(nested(), x), "0.0");
  });
  test("no hook is left behind", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, -2]]); // [batch, feature]
    const counts = async () => {
      const model = nested();
      await answer.firstNan(model, x);
      return hookCounts(model);
    };
    await expectSame("hooks by module", counts, [
      ["", 0],
      ["0", 0],
      ["0.0", 0],
      ["0.1", 0],
      ["1", 0],
    ]);
  });
  test("the forward pass throws", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const outcome = async () => {
      const model = new nn.Sequential(new Double(), new Broken());
      return { error: await messageOf(() => answer.firstNan(model, x)), hooks: hookCounts(model) };
    };
    await expectSame("the error and the hooks that are left", outcome, {
      error: "this layer is broken",
      hooks: [
        ["", 0],
        ["0", 0],
        ["1", 0],
      ],
    });
  });
});

subProblem("record", () => {
  test("three layers by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([-1, 1]); // [feature]
    const model = () => new nn.Sequential(new nn.ReLU(), new Double(), new Double());
    const expected = [
      ["0", tf.tensor1d([0, 1])],
      ["1", tf.tensor1d([0, 2])],
      ["2", tf.tensor1d([0, 4])],
      ["", tf.tensor1d([0, 4])],
    ];
    await expectSame(
      "recordActivations(model, x)",
      () => entries(answer.recordActivations(model(), x)),
      expected,
    );
  });
  test("layers within layers", async ({ answer, solution, random, expectSame }) => {
    const x = random.uniform([2, 3], 0.5, 4); // [batch, feature]
    const expected = entries(solution.recordActivations(nested(), x));
    await expectSame(
      "recordActivations(model, x)",
      () => entries(answer.recordActivations(nested(), x)),
      expected,
    );
  });
  test("a model that frees what it makes", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const expected = [
      ["inner", tf.tensor2d([[2, 4]])],
      ["", tf.tensor2d([[3, 5]])],
    ];
    await expectSame(
      "recordActivations(model, x)",
      () => entries(answer.recordActivations(new Tidy(new Double()), x)),
      expected,
    );
  });
  test("a model that disposes of what it has used", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const expected = [
      ["inner", tf.tensor2d([[2, 4]])],
      ["", tf.tensor2d([[3, 5]])],
    ];
    await expectSame(
      "recordActivations(model, x)",
      () => entries(answer.recordActivations(new Thrifty(new Double()), x)),
      expected,
    );
  });
  test("hooks that were there still run and stay", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const outcome = () => {
      const [model, runs] = [new nn.Sequential(new Double(), new nn.ReLU()), { model: 0, layer: 0 }];
      model.registerForwardHook(() => void runs.model++);
      model.at(0).registerForwardHook(() => void runs.layer++);
      answer.recordActivations(model, x);
      return { runs, hooks: hookCounts(model) };
    };
    const expected = {
      runs: { model: 1, layer: 1 },
      hooks: [
        ["", 1],
        ["0", 1],
        ["1", 0],
      ],
    };
    await expectSame("runs of hooks that were there, and hooks by module", outcome, expected);
  });
  test("two runs do not mix", async ({ answer, given, expectSame }) => {
    const [x, y] = [given.tensor([[1, 2]]), given.tensor([[3]])]; // [batch, feature] each
    const outcome = () => {
      const model = new nn.Sequential(new Double());
      const first = answer.recordActivations(model, x);
      return [entries(first), entries(answer.recordActivations(model, y)), entries(first)];
    };
    const [ofX, ofY] = [[[2, 4]], [[6]]].map((values) => [
      ["0", tf.tensor(values)],
      ["", tf.tensor(values)],
    ]);
    await expectSame("activations of x, of y, and of x looked at again", outcome, [ofX, ofY, ofX]);
  });
  test("the forward pass throws", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 2]]); // [batch, feature]
    const outcome = async () => {
      const model = new nn.Sequential(new Double(), new Broken());
      return { error: await messageOf(() => answer.recordActivations(model, x)), hooks: hookCounts(model) };
    };
    await expectSame("the error and the hooks that are left", outcome, {
      error: "this layer is broken",
      hooks: [
        ["", 0],
        ["0", 0],
        ["1", 0],
      ],
    });
  });
});
