import { room, type SeededInputs } from "arena/grader";
import { nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/state-dict/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/state-dict");

/** Nine tensors: two linear layers, and a norm that has buffers, one of them a count. */
const network = (nOut = 2): nn.Module =>
  new nn.Sequential({
    body: new nn.Linear(3, 4),
    norm: new nn.BatchNorm2d(4),
    head: new nn.Linear(4, nOut),
  });

/** Other numbers for everything in a module's state. */
const stateFor = (module: nn.Module, random: SeededInputs): nn.StateDict =>
  Object.fromEntries(
    Object.entries(module.stateDict()).map(([name, { shape, dtype }]) => [
      name,
      dtype === "int32" ? random.integers(shape, 1, 99) : random.normal(shape),
    ]),
  );

/** A network whose tensors have these values. */
function networkWith(state: nn.StateDict, nOut = 2): nn.Module {
  const model = network(nOut);
  model.loadStateDict(state);
  return model;
}

/** What is left of a state that somebody may have freed. */
const alive = (state: nn.StateDict) =>
  Object.fromEntries(
    Object.entries(state).map(([name, tensor]) => [name, tensor.isDisposed ? "freed" : tensor]),
  );

subProblem("snapshot", () => {
  test("training goes on", async ({ answer, random, expectSame }) => {
    const [before, after] = [stateFor(network(), random), stateFor(network(), random)];
    const kept = () => {
      const model = networkWith(before);
      const state = answer.snapshot(model);
      model.loadStateDict(after);
      return { ...state };
    };
    await expectSame("the snapshot, once the model has changed", kept, before);
  });
  test("within a tidy", async ({ answer, random, expectSame }) => {
    const before = stateFor(network(), random);
    const kept = () => {
      const model = networkWith(before);
      let state: nn.StateDict = {};
      tf.tidy(() => {
        state = answer.snapshot(model);
      });
      return alive(state);
    };
    await expectSame("the snapshot, after a tidy around it", kept, before);
  });
});

subProblem("part", () => {
  test("a block among eleven", async ({ answer, random, expectSame }) => {
    const blocks = new nn.Sequential(...Array.from({ length: 11 }, () => new nn.Linear(1, 1)));
    const state = stateFor(new nn.Sequential({ blocks, norm: new nn.LayerNorm(1) }), random);
    await expectSame('partOf(state, "blocks.1")', () => ({ ...answer.partOf(state, "blocks.1") }), {
      weight: state["blocks.1.weight"],
      bias: state["blocks.1.bias"],
    });
  });
  test("modules within it", async ({ answer, random, expectSame }) => {
    const names = [
      "mlp.weight",
      "mlp.mlp.weight",
      "mlp.in.mlp.bias",
      "norm.mlp.weight",
      "xmlp.weight",
      "mlp",
    ];
    const state = Object.fromEntries(names.map((name) => [name, random.normal([2])]));
    await expectSame('partOf(state, "mlp")', () => ({ ...answer.partOf(state, "mlp") }), {
      weight: state["mlp.weight"],
      "mlp.weight": state["mlp.mlp.weight"],
      "in.mlp.bias": state["mlp.in.mlp.bias"],
    });
  });
});

/** One block of GPT-2, in small, as in its files: the width is 4. */
const gpt2 = (random: SeededInputs, prefix: string): nn.StateDict => {
  const shapes: Record<string, number[]> = {
    "wte.weight": [7, 4], // [token, model]
    "wpe.weight": [5, 4], // [position, model]
    "h.0.ln_1.weight": [4],
    "h.0.attn.bias": [1, 1, 5, 5], // a causal mask
    "h.0.attn.masked_bias": [],
    "h.0.attn.c_attn.weight": [4, 12], // [in, out]
    "h.0.attn.c_attn.bias": [12],
    "h.0.attn.c_proj.weight": [4, 4], // [in, out]
    "h.0.attn.c_proj.bias": [4],
    "h.0.mlp.c_fc.weight": [4, 16], // [in, out]
    "h.10.mlp.c_proj.weight": [16, 4], // [in, out]
    "ln_f.weight": [4],
    "ln_f.bias": [4],
  };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [`${prefix}${name}`, random.normal(shape)]),
  );
};

const NAMES = [
  "embed.weight",
  "positions.weight",
  "blocks.0.ln_1.weight",
  "blocks.0.attn.c_attn.weight",
  "blocks.0.attn.c_attn.bias",
  "blocks.0.attn.c_proj.weight",
  "blocks.0.attn.c_proj.bias",
  "blocks.0.mlp.c_fc.weight",
  "blocks.10.mlp.c_proj.weight",
  "norm.weight",
  "norm.bias",
];

subProblem("convert", () => {
  test("names", async ({ answer, random, expectSame }) => {
    const theirs = { ...gpt2(random, "transformer."), "lm_head.weight": random.normal([7, 4]) };
    await expectSame(
      "the names of fromGpt2(theirs), sorted",
      () => Object.keys(answer.fromGpt2(theirs)).sort(),
      [...NAMES, "lm_head.weight"].sort(),
    );
  });
  test("values", async ({ answer, solution, random, expectSame }) => {
    const theirs = gpt2(random, "transformer.");
    await expectSame("fromGpt2(theirs)", () => ({ ...answer.fromGpt2(theirs) }), {
      ...solution.fromGpt2(theirs),
    });
  });
  test("a file without the prefix", async ({ answer, random, expectSame }) => {
    const theirs = gpt2(random, "");
    await expectSame(
      "the names of fromGpt2(theirs), sorted",
      () => Object.keys(answer.fromGpt2(theirs)).sort(),
      [...NAMES].sort(),
    );
  });
});

subProblem("matching", () => {
  /** The model's state and the report after a head of 5 classes met a model of 2. */
  const outcome = ({ loadMatching }: typeof Solution, own: nn.StateDict, state: nn.StateDict) => {
    const model = networkWith(own);
    const { missingKeys, unexpectedKeys } = loadMatching(model, state);
    return {
      report: { missingKeys: [...missingKeys].sort(), unexpectedKeys: [...unexpectedKeys].sort() },
      state: { ...model.stateDict() },
    };
  };
  test("a head of other classes", async ({ answer, random, expectSame }) => {
    const [own, state] = [stateFor(network(), random), stateFor(network(5), random)];
    const heads = ["head.bias", "head.weight"];
    await expectSame("the report and the model's state afterwards", () => outcome(answer, own, state), {
      report: { missingKeys: heads, unexpectedKeys: heads },
      state: { ...state, "head.weight": own["head.weight"], "head.bias": own["head.bias"] },
    });
  });
  test("other names", async ({ answer, random, expectSame }) => {
    const [own, all] = [stateFor(network(), random), stateFor(network(), random)];
    const { "body.bias": moved, ...rest } = all;
    const state = { ...rest, "trunk.bias": moved as tf.Tensor };
    await expectSame("the report and the model's state afterwards", () => outcome(answer, own, state), {
      report: { missingKeys: ["body.bias"], unexpectedKeys: ["trunk.bias"] },
      state: { ...all, "body.bias": own["body.bias"] },
    });
  });
  test("as many numbers in another shape", async ({ answer, random, expectSame }) => {
    const [own, all] = [stateFor(network(), random), stateFor(network(), random)];
    const state = { ...all, "head.weight": random.normal([4, 2]) };
    await expectSame("the report and the model's state afterwards", () => outcome(answer, own, state), {
      report: { missingKeys: ["head.weight"], unexpectedKeys: ["head.weight"] },
      state: { ...all, "head.weight": own["head.weight"] },
    });
  });
});

subProblem("soup", () => {
  test("three checkpoints", async ({ answer, solution, random, expectSame }) => {
    const states = [0, 1, 2].map(() => stateFor(network(), random));
    await expectSame(
      "soup(states)",
      () => ({ ...answer.soup(states) }),
      { ...solution.soup(states) },
      {
        reductionLength: 3,
      },
    );
  });
  test("one checkpoint", async ({ answer, random, expectSame }) => {
    const state = stateFor(network(), random);
    await expectSame("soup([state])", () => ({ ...answer.soup([state]) }), state);
  });
});
