import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/conv2d-module/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/conv2d-module");

// Of so many weights the largest reaches the bound by 0.1 %, and their spread varies by less than 1 %.
const [IN, OUT, KERNEL] = [7, 600, 3];
const FAN_IN = IN * KERNEL * KERNEL;

type Numbers = readonly [
  inChannels: number,
  outChannels: number,
  kernelSize: number,
  stride?: number,
  padding?: number,
];

/** The layer with these kernels. */
function withKernels(layer: Solution.Conv2d, kernels: tf.Tensor): Solution.Conv2d {
  layer.weight.assign(kernels);
  return layer;
}

/** First weights in units of the bound 1/√n. */
async function scaled({ Conv2d }: typeof Solution): Promise<number[]> {
  return Array.from(await new Conv2d(IN, OUT, KERNEL).weight.data(), (value) => value * Math.sqrt(FAN_IN));
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

subProblem("declare", () => {
  test("one parameter", async ({ answer, expectSame }) => {
    const table = () =>
      new answer.Conv2d(4, 5, 3)
        .namedParameters()
        .map(([name, { shape }]) => `${name} [${shape.join(", ")}]`);
    await expectSame("parameters of new Conv2d(4, 5, 3)", table, ["weight [5, 4, 3, 3]"]);
  });
  test("nothing else in the state", async ({ answer, expectSame }) => {
    await expectSame("names of the state", () => Object.keys(new answer.Conv2d(2, 3, 1, 2, 1).stateDict()), [
      "weight",
    ]);
  });
});

subProblem("initialise", () => {
  test("the weights are spread as widely as they should be", async ({ answer, expectThat }) => {
    const spread = async () => deviation(await scaled(answer)) * Math.sqrt(3);
    await expectThat(
      "standard deviation · √(3 · n), to one digit",
      async () => oneDigit(await spread()),
      (is) => is === 1,
      "1",
    );
    await expectThat(
      "standard deviation · √(3 · n)",
      spread,
      (is) => Math.abs(is - 1) < 0.03,
      "1, give or take 3 %",
    );
  });
  test("the weights stay within their bound and reach it", async ({ answer, expectThat }) => {
    const beyond = async () => tens(shareBeyond(await scaled(answer), 1));
    await expectThat("share of weights beyond 1/√n, in tens of percent", beyond, (is) => is === 0, "0");
    await expectThat(
      "largest |weight| · √n",
      async () => hundredths(largest(await scaled(answer))),
      (is) => is >= 0.98 && is <= 1,
      "between 0.98 and 1",
    );
  });
  test("the weights are centred on zero", async ({ answer, expectThat }) => {
    await expectThat(
      "mean · √n, to a tenth",
      async () => tenths(mean(await scaled(answer))),
      (is) => is === 0,
      "0",
    );
  });
  test("two layers start differently", async ({ answer, expectThat }) => {
    const apart = async () => {
      const [a, b] = [new answer.Conv2d(2, 9, 2), new answer.Conv2d(2, 9, 2)];
      return largest(Array.from(await a.weight.sub(b.weight).data())) > 0.01;
    };
    await expectThat("whether the weights of two layers differ", apart, (is) => is, "true");
  });
});

subProblem("convolve", () => {
  test("four windows by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]) as tf.Tensor4D; // [batch, in, height, width]
    const kernels = given.tensor([1, 10, 100, 1000], [1, 1, 2, 2]); // [out, in, kernel, kernel]
    const expected = tf.tensor([5421, 6532, 8754, 9865], [1, 1, 2, 2]);
    await expectSame("call(x)", () => withKernels(new answer.Conv2d(1, 1, 2), kernels).call(x), expected);
  });
  const cases: readonly (readonly [title: string, numbers: Numbers, size: readonly number[]])[] = [
    ["several channels", [3, 4, 3], [2, 3, 5, 7]],
    ["a stride of 2", [2, 3, 3, 2], [2, 2, 6, 9]],
    ["a padding of 2", [2, 3, 3, 1, 2], [1, 2, 4, 5]],
    ["stride 3 and padding 1", [2, 2, 4, 3, 1], [2, 2, 8, 10]],
    ["a kernel of one pixel", [3, 2, 1], [2, 3, 2, 4]],
  ];
  for (const [title, numbers, size] of cases) {
    test(title, async ({ answer, solution, random, expectSame }) => {
      const x = random.normal(size) as tf.Tensor4D; // [batch, in, height, width]
      const [inChannels, outChannels, kernelSize] = numbers;
      const kernels = random.normal([outChannels, inChannels, kernelSize, kernelSize]); // [out, in, kernel, kernel]
      const expected = withKernels(new solution.Conv2d(...numbers), kernels).call(x);
      await expectSame(
        "call(x)",
        () => withKernels(new answer.Conv2d(...numbers), kernels).call(x),
        expected,
        { reductionLength: 32 },
      );
    });
  }
  test("gradients reach the kernels", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 4, 5]) as tf.Tensor4D; // [batch, in, height, width]
    const kernels = random.normal([3, 2, 2, 2]); // [out, in, kernel, kernel]
    const slope = (fresh: Solution.Conv2d) => {
      const layer = withKernels(fresh, kernels);
      const { grads } = tf.variableGrads(() => layer.call(x).square().sum() as tf.Scalar, [layer.weight]);
      return grads[layer.weight.name] as tf.Tensor; // [out, in, kernel, kernel]
    };
    await expectSame(
      "gradient of the sum of squares",
      () => slope(new answer.Conv2d(2, 3, 2)),
      slope(new solution.Conv2d(2, 3, 2)),
      { reductionLength: 500 },
    );
  });
});
