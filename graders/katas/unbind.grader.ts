import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/unbind/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/unbind");

subProblem("points", () => {
  test("two rays by hand", async ({ answer, given, expectSame }) => {
    const rays = given.tensor([1, 0, 0, 0, 2, 3, 4, 5, 6, 1, 1, -1], [2, 2, 3]) as tf.Tensor3D; // [ray, 2, xyz]
    const t = given.tensor([2, 10]) as tf.Tensor1D; // [ray]
    await expectSame(
      "pointsAt(rays, [2, 10])",
      () => answer.pointsAt(rays, t),
      tf.tensor2d([1, 4, 6, 14, 15, -4], [2, 3]),
    );
  });
  test("as many rays as coordinates", async ({ answer, solution, random, expectSame }) => {
    const rays = random.normal([3, 2, 3]) as tf.Tensor3D; // [ray, 2, xyz]
    const t = random.uniform([3], 1, 5) as tf.Tensor1D; // [ray]
    await expectSame("pointsAt(rays, t)", () => answer.pointsAt(rays, t), solution.pointsAt(rays, t));
  });
  test("one ray", async ({ answer, solution, random, expectSame }) => {
    const rays = random.normal([1, 2, 3]) as tf.Tensor3D; // [1, 2, xyz]
    const t = random.uniform([1], 1, 5) as tf.Tensor1D; // [1]
    await expectSame("pointsAt(rays, t)", () => answer.pointsAt(rays, t), solution.pointsAt(rays, t));
  });
});

subProblem("qkv", () => {
  test("two heads", async ({ answer, solution, random, expectSame }) => {
    const qkv = random.normal([2, 4, 18]) as tf.Tensor3D; // [batch, position, (three head d)]
    await expectSame(
      "queryKeyValue(qkv, 2)",
      () => answer.queryKeyValue(qkv, 2),
      solution.queryKeyValue(qkv, 2),
    );
  });
  test("as many heads as there are tensors", async ({ answer, solution, random, expectSame }) => {
    const qkv = random.normal([1, 3, 27]) as tf.Tensor3D; // [batch, position, (three head d)]
    await expectSame(
      "queryKeyValue(qkv, 3)",
      () => answer.queryKeyValue(qkv, 3),
      solution.queryKeyValue(qkv, 3),
    );
  });
});

subProblem("rotary", () => {
  test("two points by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([3, 4, 1, 2], [1, 1, 1, 4]) as tf.Tensor4D; // [batch, position, head, d]
    const angles = given.tensor([[Math.PI / 2, Math.PI]]) as tf.Tensor2D; // [position, pair]
    await expectSame(
      "rotary([3, 4, 1, 2], [[π / 2, π]])",
      () => answer.rotary(x, angles),
      tf.tensor4d([-4, 3, -1, -2], [1, 1, 1, 4]),
    );
  });
  test("as many heads as positions", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 3, 4]) as tf.Tensor4D; // [batch, position, head, d]
    const angles = random.uniform([3, 2], 0, 3) as tf.Tensor2D; // [position, pair]
    await expectSame("rotary(x, angles)", () => answer.rotary(x, angles), solution.rotary(x, angles));
  });
  test("as many pairs as positions", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 3, 2, 6]) as tf.Tensor4D; // [batch, position, head, d]
    const angles = random.uniform([3, 3], 0, 3) as tf.Tensor2D; // [position, pair]
    await expectSame("rotary(x, angles)", () => answer.rotary(x, angles), solution.rotary(x, angles));
  });
});

subProblem("steps", () => {
  test("three steps by hand", async ({ answer, given, expectSame }) => {
    const inputs = given.tensor([8, 4, 6], [1, 3, 1]) as tf.Tensor3D; // [batch, step, unit]
    const gates = given.tensor([0.5, 0.75, 0], [1, 3, 1]) as tf.Tensor3D; // [batch, step, unit]
    const start = given.tensor([[4]]) as tf.Tensor2D; // [batch, unit]
    await expectSame(
      "gatedStates(inputs, gates, [[4]])",
      () => answer.gatedStates(inputs, gates, start),
      tf.tensor3d([6, 5.5, 6], [1, 3, 1]),
    );
  });
  test("as many steps as examples", async ({ answer, solution, random, expectSame }) => {
    const inputs = random.normal([4, 4, 2]) as tf.Tensor3D; // [batch, step, unit]
    const gates = random.uniform([4, 4, 2]) as tf.Tensor3D; // [batch, step, unit]
    const start = random.normal([4, 2]) as tf.Tensor2D; // [batch, unit]
    await expectSame(
      "gatedStates(inputs, gates, start)",
      () => answer.gatedStates(inputs, gates, start),
      solution.gatedStates(inputs, gates, start),
      { reductionLength: 4 },
    );
  });
  test("gates that keep everything", async ({ answer, random, expectSame }) => {
    const inputs = random.normal([2, 3, 5]) as tf.Tensor3D; // [batch, step, unit]
    const start = random.normal([2, 5]) as tf.Tensor2D; // [batch, unit]
    await expectSame(
      "gatedStates(inputs, ones, start)",
      () => answer.gatedStates(inputs, tf.ones([2, 3, 5]), start),
      tf.stack([start, start, start], 1),
      { reductionLength: 5 },
    );
  });
});
