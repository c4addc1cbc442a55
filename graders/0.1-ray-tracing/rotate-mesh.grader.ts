import { room } from "arena/grader";
import { meshes, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/rotate-mesh/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/rotate-mesh");

subProblem("matrix", () => {
  test("no turn is the identity", async ({ answer, expectSame }) => {
    await expectSame("rotationMatrix(0)", () => answer.rotationMatrix(0), tf.eye(3));
  });
  test("a quarter turn", async ({ answer, expectSame }) => {
    const expected = tf.tensor2d([
      [0, 0, 1],
      [0, 1, 0],
      [-1, 0, 0],
    ]);
    await expectSame("rotationMatrix(π/2)", () => answer.rotationMatrix(Math.PI / 2), expected);
  });
  test("a small turn", async ({ answer, solution, expectSame }) => {
    await expectSame("rotationMatrix(0.1)", () => answer.rotationMatrix(0.1), solution.rotationMatrix(0.1));
  });
  test("a turn the other way", async ({ answer, solution, expectSame }) => {
    await expectSame("rotationMatrix(-2)", () => answer.rotationMatrix(-2), solution.rotationMatrix(-2));
  });
});

subProblem("rotate", () => {
  test("one triangle by a quarter turn", async ({ answer, given, expectSame }) => {
    const triangle = given.tensor([
      [
        [1, 0, 0],
        [1, 2, 3],
        [0, 5, 0],
      ],
    ]) as tf.Tensor3D; // [1, 3, 3]
    const R = given.tensor([
      [0, 0, 1],
      [0, 1, 0],
      [-1, 0, 0],
    ]) as tf.Tensor2D; // [3, 3]
    const expected = tf.tensor3d([
      [
        [0, 0, 1],
        [-3, 2, 1],
        [0, 5, 0],
      ],
    ]);
    await expectSame("rotateTriangles", () => answer.rotateTriangles(triangle, R), expected);
  });
  test("five triangles by any matrix", async ({ answer, solution, random, expectSame }) => {
    const triangles = random.normal([5, 3, 3]) as tf.Tensor3D; // [triangle, corner, coordinate]
    const R = random.normal([3, 3]) as tf.Tensor2D; // [3, 3]
    await expectSame(
      "rotateTriangles",
      () => answer.rotateTriangles(triangles, R),
      solution.rotateTriangles(triangles, R),
    );
  });
  test("the trophy there and back", async ({ answer, expectSame }) => {
    const trophy = meshes.trophy(); // [468, 3, 3]
    const there = () => answer.rotateTriangles(trophy, answer.rotationMatrix(0.7));
    const back = () => answer.rotateTriangles(there(), answer.rotationMatrix(-0.7));
    await expectSame("turned by 0.7 and by -0.7", back, trophy);
  });
});
