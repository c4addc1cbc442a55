import { room } from "arena/grader";
import { type nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/linear/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/linear");

subProblem("parameters", () => {
  test("weight and bias in this order", async ({ answer, expectSame }) => {
    const expected = [
      ["weight", [3, 2]],
      ["bias", [3]],
    ];
    await expectSame(
      "names and shapes of Linear(2, 3)'s parameters",
      () => namesAndShapes(new answer.Linear(2, 3)),
      expected,
    );
  });
  test("the bias is null where there is none", async ({ answer, expectSame }) => {
    const without = () => namesAndShapes(new answer.Linear(2, 3, false));
    await expectSame("names and shapes of Linear(2, 3, false)'s parameters", without, [["weight", [3, 2]]]);
    await expectSame("new Linear(2, 3, false).bias", () => new answer.Linear(2, 3, false).bias, null);
  });
  test("nothing but weight and bias is in the state", async ({ answer, expectSame }) => {
    await expectSame("names in stateDict()", () => Object.keys(new answer.Linear(4, 1).stateDict()).sort(), [
      "bias",
      "weight",
    ]);
  });
});

// So many numbers that chance does not decide. The weight's 28000: their largest falls short of 0.98 of the bound with
// probability 0.98^28000, their deviation strays by 0.27 % (one sigma), their mean by 0.35 % of the bound. The bias's 4000:
// 0.96^4000 is below 1e-70, the mean strays by 0.9 %. Numbers of randn have a deviation of 4.58, which is 5 to one digit:
// four sigmas from 4.5, so that they are told for what they are.
const [IN, OUT] = [7, 4000];

subProblem("initialise", () => {
  test("the weight is spread as widely as it should be", async ({ answer, expectThat }) => {
    const spread = async () => deviation(await scaled(new answer.Linear(IN, OUT).weight)) * Math.sqrt(3);
    await expectThat(
      "standard deviation · √(3 · in), to one digit",
      async () => oneDigit(await spread()),
      (is) => is === 1,
      "1",
    );
    await expectThat(
      "standard deviation · √(3 · in)",
      spread,
      (is) => Math.abs(is - 1) < 0.05,
      "1, give or take 5 %",
    );
  });
  test("the weight stays within its bound and reaches it", async ({ answer, expectThat }) => {
    const values = () => scaled(new answer.Linear(IN, OUT).weight);
    const beyond = async () => tens(shareBeyond(await values(), 1));
    await expectThat("share of entries beyond 1/√in, in tens of percent", beyond, (is) => is === 0, "0");
    await expectThat(
      "largest |entry| · √in",
      async () => thousandths(largest(await values())),
      (is) => is >= 0.98 && is <= 1,
      "between 0.98 and 1",
    );
  });
  test("the weight is centred on zero", async ({ answer, expectThat }) => {
    const centre = async () => tenths(mean(await scaled(new answer.Linear(IN, OUT).weight)));
    await expectThat("mean · √in, to a tenth", centre, (is) => is === 0, "0");
  });
  test("the bias has the weight's bound", async ({ answer, expectThat }) => {
    const values = () => scaled(biasOf(new answer.Linear(IN, OUT)));
    const top = async () => hundredths(largest(await values()));
    await expectThat("largest |entry| · √in", top, (is) => is >= 0.96 && is <= 1, "between 0.96 and 1");
    const centre = async () => tenths(mean(await values()));
    await expectThat("mean · √in, to a tenth", centre, (is) => Math.abs(is) <= 0.1, "0, give or take 0.1");
  });
  test("two layers start differently", async ({ answer, expectThat }) => {
    const apart = async () => {
      const [a, b] = [new answer.Linear(3, 50), new answer.Linear(3, 50)];
      return largest(Array.from(await a.weight.sub(b.weight).data()));
    };
    await expectThat(
      "largest difference between the weights of two layers",
      apart,
      (is) => is > 0.01,
      "more than 0.01",
    );
  });
});

subProblem("multiply", () => {
  test("three outputs by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[1, 10]]); // [batch, in]
    const output = () => {
      const layer = new answer.Linear(2, 3, false);
      layer.loadStateDict({
        weight: tf.tensor2d([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      }); // [out, in]
      return layer.call(x);
    };
    await expectSame("layer.call([[1, 10]])", output, tf.tensor2d([[21, 43, 65]]));
  });
  test("512 inputs and 64 outputs", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([10, 512]); // [batch, in]
    const state = { weight: random.normal([64, 512]) }; // [out, in]
    const right = loaded(new solution.Linear(512, 64, false), state);
    await expectSame(
      "layer.call(x)",
      () => loaded(new answer.Linear(512, 64, false), state).call(x),
      right.call(x),
      { reductionLength: 512 },
    );
  });
  test("as many outputs as inputs", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 5]); // [batch, in]
    const state = { weight: random.normal([5, 5]) }; // [out, in]
    const right = loaded(new solution.Linear(5, 5, false), state);
    await expectSame(
      "layer.call(x)",
      () => loaded(new answer.Linear(5, 5, false), state).call(x),
      right.call(x),
    );
  });
  test("extra leading axes", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 4, 3, 6]); // [batch, head, position, in]
    const state = { weight: random.normal([5, 6]) }; // [out, in]
    const right = loaded(new solution.Linear(6, 5, false), state);
    await expectSame(
      "layer.call(x)",
      () => loaded(new answer.Linear(6, 5, false), state).call(x),
      right.call(x),
    );
  });
  test("a single vector without a batch", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([6]); // [in]
    const state = { weight: random.normal([4, 6]) }; // [out, in]
    const right = loaded(new solution.Linear(6, 4, false), state);
    await expectSame(
      "layer.call(x)",
      () => loaded(new answer.Linear(6, 4, false), state).call(x),
      right.call(x),
    );
  });
  test("one input and one output", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 1]); // [batch, in]
    const state = { weight: random.normal([1, 1]) }; // [out, in]
    const right = loaded(new solution.Linear(1, 1, false), state);
    await expectSame(
      "layer.call(x)",
      () => loaded(new answer.Linear(1, 1, false), state).call(x),
      right.call(x),
    );
  });
  test("an empty batch", async ({ answer, given, expectSame }) => {
    const x = given.tensor([], [0, 3]); // [batch, in]
    await expectSame("new Linear(3, 2).call(x)", () => new answer.Linear(3, 2).call(x), tf.zeros([0, 2]));
  });
});

subProblem("add-bias", () => {
  test("the bias is added once", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [1, 10],
      [0, 0],
    ]); // [batch, in]
    const output = () => {
      const layer = new answer.Linear(2, 3);
      layer.loadStateDict({
        weight: tf.tensor2d([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
        bias: tf.tensor1d([0.5, 0, -5]),
      });
      return layer.call(x);
    };
    await expectSame(
      "layer.call([[1, 10], [0, 0]])",
      output,
      tf.tensor2d([
        [21.5, 43, 60],
        [0.5, 0, -5],
      ]),
    );
  });
  test("along the last axis where another is as long", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 5, 3]); // [batch, position, in]
    const state = { weight: random.normal([5, 3]), bias: random.normal([5]) }; // [out, in], [out]
    const right = loaded(new solution.Linear(3, 5), state);
    await expectSame("layer.call(x)", () => loaded(new answer.Linear(3, 5), state).call(x), right.call(x)); // [2, 5, 5]
  });
  test("gradients reach weight and bias", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 3]); // [batch, in]
    const state = { weight: random.normal([2, 3]), bias: random.normal([2]) }; // [out, in], [out]
    const right = loaded(new solution.Linear(3, 2), state);
    const expected = await gradients(right, x);
    await expectSame(
      "gradients of the sum of squares",
      () => gradients(loaded(new answer.Linear(3, 2), state), x),
      expected,
      { atol: 1e-3 },
    );
  });
});

subProblem("describe", () => {
  test("sizes and whether there is a bias", async ({ answer, expectThat }) => {
    const text = () => {
      const layer = new answer.Linear(12, 1);
      layer.loadStateDict({ weight: tf.zeros([1, 12]), bias: tf.tensor1d([0.5]) });
      return layer.extraRepr();
    };
    await expectThat(
      "new Linear(12, 1).extraRepr()",
      text,
      (is) => says(is, 12, 1, true),
      "a text like inFeatures=12, outFeatures=1, bias=true",
    );
  });
  test("a layer without bias says so", async ({ answer, expectThat }) => {
    const text = () => new answer.Linear(2, 3, false).extraRepr();
    await expectThat(
      "new Linear(2, 3, false).extraRepr()",
      text,
      (is) => says(is, 2, 3, false),
      "a text like inFeatures=2, outFeatures=3, bias=false",
    );
  });
});

type Layer = nn.Module & { weight: nn.Parameter; bias: nn.Parameter | null };

function namesAndShapes(layer: nn.Module): [string, number[]][] {
  return layer.namedParameters().map(([name, parameter]) => [name, parameter.shape]);
}

/** The layer with these numbers, so that an answer's and the solution's can be compared. */
function loaded<T extends nn.Module>(layer: T, state: Record<string, tf.Tensor>): T {
  layer.loadStateDict(state);
  return layer;
}

/** [weight's, bias's] gradients of the sum of squared outputs. */
async function gradients(
  layer: Layer & { call(x: tf.Tensor): tf.Tensor },
  x: tf.Tensor,
): Promise<tf.Tensor[]> {
  const parameters = [layer.weight, biasOf(layer)];
  const { grads } = tf.variableGrads(() => layer.call(x).square().sum() as tf.Scalar, parameters);
  return parameters.map(({ name }) => grads[name] as tf.Tensor);
}

function biasOf(layer: Layer): nn.Parameter {
  if (layer.bias !== null) return layer.bias;
  throw new Error("The bias of a layer that should have one is null.");
}

/** The numbers of a parameter of Linear(IN, OUT), in units of the bound 1/√in. */
async function scaled(parameter: nn.Parameter): Promise<number[]> {
  return Array.from(await parameter.data(), (value) => value * Math.sqrt(IN));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};
const largest = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const shareBeyond = (values: readonly number[], bound: number) =>
  values.filter((value) => Math.abs(value) > bound * (1 + 1e-6)).length / values.length;

// Rounded so that two answers with the same mistake show the same number, whatever they drew.
const oneDigit = (value: number) => Number(value.toPrecision(1));
const tens = (share: number) => Math.round(share * 10) * 10;
const tenths = (value: number) => Math.round(value * 10) / 10 + 0; // never -0
const hundredths = (value: number) => Math.round(value * 100) / 100;
const thousandths = (value: number) => Math.round(value * 1000) / 1000;

const says = (text: string, inFeatures: number, outFeatures: number, bias: boolean) =>
  new RegExp(`\\b${inFeatures}\\b.*\\b${outFeatures}\\b.*\\b${bias}\\b`, "is").test(text);
