import { room } from "arena/grader";
import { nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/relu/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/relu");

subProblem("module", () => {
  test("four axes come out as they went in", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 1, 5]); // [batch, channel, height, width]
    await expectSame("new ReLU().call(x)", () => new answer.ReLU().call(x), new solution.ReLU().call(x));
  });
  test("it works as a layer among others", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 6]); // [batch, feature]
    const linear = new nn.Linear(6, 3);
    const expected = new nn.Sequential(linear, new solution.ReLU()).call(x); // [4, 3]
    await expectSame(
      "Sequential(linear, new ReLU())",
      () => new nn.Sequential(linear, new answer.ReLU()).call(x),
      expected,
    );
  });
  test("it has nothing to train", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, -1]);
    const names = () => {
      const relu = new answer.ReLU();
      relu.call(x);
      return Object.keys(relu.stateDict());
    };
    await expectSame("names of its parameters after a call", names, []);
  });
});

subProblem("elementwise-maximum", () => {
  test("keeps positives and zeroes negatives", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [1, -2],
      [8, 0.5],
      [-3, -1],
    ]); // [3, 2]
    await expectSame(
      "new ReLU().call(x)",
      () => new answer.ReLU().call(x),
      tf.tensor2d([
        [1, 0],
        [8, 0.5],
        [0, 0],
      ]),
    );
  });
  test("random numbers in three axes", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 4, 5]);
    await expectSame("new ReLU().call(x)", () => new answer.ReLU().call(x), new solution.ReLU().call(x));
  });
  test("nothing but negatives", async ({ answer, random, expectSame }) => {
    const x = random.uniform([5, 2], -9, -1);
    await expectSame("new ReLU().call(x)", () => new answer.ReLU().call(x), tf.zeros([5, 2]));
  });
  test("very large and very small numbers", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1e6, 3e-5, -3e-5, -1e6]);
    const expected = tf.tensor1d([1e6, 3e-5, 0, 0]);
    await expectSame("new ReLU().call(x)", () => new answer.ReLU().call(x), expected, { atol: 1e-7 });
  });
  test("one number without axes", async ({ answer, given, expectSame }) => {
    const [above, below] = [given.tensor(2.5), given.tensor(-2.5)];
    await expectSame("of 2.5", () => new answer.ReLU().call(above), tf.scalar(2.5));
    await expectSame("of -2.5", () => new answer.ReLU().call(below), tf.scalar(0));
  });
  test("an empty batch", async ({ answer, given, expectSame }) => {
    const x = given.tensor([], [0, 5]);
    await expectSame("new ReLU().call(x)", () => new answer.ReLU().call(x), tf.zeros([0, 5]));
  });
  test("gradients pass where it is on", async ({ answer, given, expectSame }) => {
    const x = given.tensor([2, -1, 0.5, -3]);
    const slopes = tf.tensor1d([1, 2, 3, 4]);
    const gradient = () => tf.grad((input) => new answer.ReLU().call(input).mul(slopes).sum())(x);
    await expectSame("gradient of 1·y0 + 2·y1 + 3·y2 + 4·y3", gradient, tf.tensor1d([1, 0, 3, 0]));
  });
});
