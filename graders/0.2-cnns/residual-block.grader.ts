import { room, type SeededInputs } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/residual-block/solution.ts";

type Block = Solution.ResidualBlock;

const { subProblem, test } = room<typeof Solution>("0.2/residual-block");

/** The parameters of one path in order, as "[4, 3, 3, 3]". */
const shapesOf = (path: { parameters(): tf.Tensor[] }): string[] =>
  path.parameters().map(({ shape }) => `[${shape.join(", ")}]`);

/** The path each parameter belongs to, in order. */
const pathsOf = (block: Block): string[] => block.namedParameters().map(([name]) => name.split(".")[0] ?? "");

/** The statistics of the norms; how many batches they have seen is a scalar and left out. */
const statistics = (block: Numbered): tf.Tensor[] => block.buffers().filter(({ rank }) => rank === 1);

/** The block with numbers in place of its first ones, running statistics included: no two alike, none of them 0 or 1. */
function scrambled(block: Block, random: SeededInputs): Block {
  for (const parameter of block.parameters()) parameter.assign(random.normal(parameter.shape, 0.2, 0.7));
  for (const buffer of statistics(block))
    (buffer as tf.Variable).assign(random.uniform(buffer.shape, 0.5, 1.5));
  return block;
}

/** A block, or one path of it. */
interface Numbered {
  parameters(): tf.Variable[];
  buffers(): tf.Tensor[];
}

/** An answer's block or path with the numbers of another, matched by position, since its layers may have other names. */
function like<N extends Numbered>(own: N, other: Numbered): N {
  const [mine, theirs] = [
    [...own.parameters(), ...statistics(own)],
    [...other.parameters(), ...statistics(other)],
  ];
  if (mine.length !== theirs.length)
    throw new Error(
      `It has ${mine.length} parameters and running statistics where ${theirs.length} are needed: a layer is missing or one too many.`,
    );
  for (const [i, tensor] of mine.entries()) (tensor as tf.Variable).assign(theirs[i] as tf.Tensor);
  return own;
}

type Sizes = readonly [inFeats: number, outFeats: number, firstStride?: number];

/** What a case of values needs: an input and a solution's block with random numbers. */
function setting(
  { solution, random }: { solution: typeof Solution; random: SeededInputs },
  sizes: Sizes,
  shape: number[],
) {
  const right = scrambled(new solution.ResidualBlock(...sizes), random);
  return { x: random.normal(shape) as tf.Tensor4D, right }; // [batch, in, height, width]
}

subProblem("left", () => {
  test("two convolutions and two norms", async ({ answer, solution, expectSame }) => {
    const expected = shapesOf(new solution.ResidualBlock(3, 4, 2).left);
    await expectSame(
      "shapes of left's parameters",
      () => shapesOf(new answer.ResidualBlock(3, 4, 2).left),
      expected,
    );
  });
  test("the left path is declared first", async ({ answer, solution, expectSame }) => {
    const expected = pathsOf(new solution.ResidualBlock(3, 4, 2));
    await expectSame(
      "paths of the parameters in order",
      () => pathsOf(new answer.ResidualBlock(3, 4, 2)),
      expected,
    );
  });
  test("what the left path gives", async (context) => {
    const { x, right } = setting(context, [3, 4], [2, 3, 5, 7]);
    const path = () => like(new context.answer.ResidualBlock(3, 4).left, right.left).call(x);
    await context.expectSame("left.call(x)", path, right.left.call(x), { reductionLength: 70 }); // [2, 4, 5, 7]
  });
  test("a stride of 2 on odd sizes", async (context) => {
    const { x, right } = setting(context, [2, 3, 2], [2, 2, 5, 8]);
    const path = () => like(new context.answer.ResidualBlock(2, 3, 2).left, right.left).call(x);
    await context.expectSame("left.call(x)", path, right.left.call(x), { reductionLength: 27 }); // [2, 3, 3, 4]
  });
  test("the left path ends normalised", async ({ answer, random, expectSame }) => {
    const x = random.normal([3, 2, 4, 5]) as tf.Tensor4D; // [batch, in, height, width]
    const means = () => new answer.ResidualBlock(2, 3).left.call(x).mean([0, 2, 3]);
    await expectSame("mean of each channel of left.call(x), in training", means, tf.zeros([3]), {
      atol: 1e-4,
    });
  });
});

subProblem("right", () => {
  test("nothing to learn where the shape stays", async ({ answer, expectSame }) => {
    await expectSame(
      "shapes of right's parameters",
      () => shapesOf(new answer.ResidualBlock(3, 3).right),
      [],
    );
  });
  test("a projection where only the channels change", async ({ answer, expectSame }) => {
    const expected = ["[4, 3, 1, 1]", "[4]", "[4]"];
    await expectSame(
      "shapes of right's parameters",
      () => shapesOf(new answer.ResidualBlock(3, 4, 1).right),
      expected,
    );
  });
  test("a projection where only the size changes", async ({ answer, expectSame }) => {
    const expected = ["[3, 3, 1, 1]", "[3]", "[3]"];
    await expectSame(
      "shapes of right's parameters",
      () => shapesOf(new answer.ResidualBlock(3, 3, 2).right),
      expected,
    );
  });
  test("the identity gives back its input", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3, 2, 4]) as tf.Tensor4D; // [batch, in, height, width]
    await expectSame("right.call(x)", () => new answer.ResidualBlock(3, 3).right.call(x), x);
  });
  test("what the projection gives", async (context) => {
    const { x, right } = setting(context, [3, 4, 2], [2, 3, 5, 6]);
    const path = () => like(new context.answer.ResidualBlock(3, 4, 2).right, right.right).call(x);
    await context.expectSame("right.call(x)", path, right.right.call(x), { reductionLength: 18 }); // [2, 4, 3, 3]
  });
});

subProblem("add", () => {
  test("four pixels by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [
        [
          [-3, 1],
          [2, -1],
        ],
      ],
    ]) as tf.Tensor4D; // [1, 1, 2, 2]
    const output = () => {
      const block = new answer.ResidualBlock(1, 1);
      block.parameters()[4]?.assign(tf.zeros([1])); // the last norm's weight
      block.parameters()[5]?.assign(tf.tensor1d([0.5])); // and its bias
      return block.call(x);
    };
    await expectSame(
      "call(x)",
      output,
      tf.tensor([
        [
          [
            [0, 1.5],
            [2.5, 0],
          ],
        ],
      ]),
    );
  });
  test("a block that keeps the shape", async (context) => {
    const { x, right } = setting(context, [3, 3], [2, 3, 4, 5]);
    const output = () => like(new context.answer.ResidualBlock(3, 3), right).call(x);
    await context.expectSame("call(x)", output, right.call(x), { reductionLength: 40 });
  });
  test("more channels at stride 1", async (context) => {
    const { x, right } = setting(context, [2, 4], [2, 2, 3, 5]);
    const output = () => like(new context.answer.ResidualBlock(2, 4), right).call(x);
    await context.expectSame("call(x)", output, right.call(x), { reductionLength: 36 });
  });
  test("as many channels at stride 2", async (context) => {
    const { x, right } = setting(context, [3, 3, 2], [1, 3, 7, 4]);
    const output = () => like(new context.answer.ResidualBlock(3, 3, 2), right).call(x);
    await context.expectSame("call(x)", output, right.call(x), { reductionLength: 27 }); // [1, 3, 4, 2]
  });
  test("one image in evaluation mode", async (context) => {
    const { x, right } = setting(context, [2, 3, 3], [1, 2, 6, 4]);
    const output = () =>
      like(new context.answer.ResidualBlock(2, 3, 3), right)
        .eval()
        .call(x);
    await context.expectSame("eval().call(x)", output, right.eval().call(x), { reductionLength: 27 }); // [1, 3, 2, 2]
  });
  test("hooks see both paths", async ({ answer, random, expectSame }) => {
    const x = random.normal([1, 2, 3, 4]) as tf.Tensor4D; // [batch, in, height, width]
    const seen = () => {
      const [block, fired] = [new answer.ResidualBlock(2, 3), { left: 0, right: 0 }];
      block.left.registerForwardHook(() => void fired.left++);
      block.right.registerForwardHook(() => void fired.right++);
      block.call(x);
      return fired;
    };
    await expectSame("how often a hook on each path fires in one call(x)", seen, { left: 1, right: 1 });
  });
});
