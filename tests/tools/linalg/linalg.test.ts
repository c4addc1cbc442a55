import { describe, expect, it } from "vitest";
import { linalg, tf } from "../../../src/tools/index.ts";
import { eliminateByOperations } from "../../../src/tools/linalg/by-operations.ts";
import { counting, expectGradient, expectTensor, gradientOf, onEachBackend, wavy } from "../support.ts";

/** Well away from singular. */
const sturdy = (...shape: number[]) => tf.add(wavy(shape), tf.mul(3, tf.eye(shape.at(-1) ?? 1)));
const singular = () =>
  tf.tensor2d([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);

onEachBackend(() => {
  describe("linalg.solve", () => {
    it("solves for a vector and for several columns", async () => {
      const a = tf.tensor2d([
        [2, 1],
        [1, 3],
      ]);
      await expectTensor(linalg.solve(a, tf.tensor1d([3, 5])), [0.8, 1.4]);
      await expectTensor(
        linalg.solve(
          a,
          tf.tensor2d([
            [2, 3],
            [1, 5],
          ]),
        ),
        [
          [1, 0.8],
          [0, 1.4],
        ],
      );
    });

    it("exchanges rows where a pivot is 0", async () => {
      await expectTensor(
        linalg.solve(
          tf.tensor2d([
            [0, 1],
            [1, 0],
          ]),
          tf.tensor1d([2, 3]),
        ),
        [3, 2],
      );
    });

    it("solves batches, which broadcast", async () => {
      const a = sturdy(4, 3, 3);
      const b = wavy([4, 3], 1);
      await expectTensor(tf.matMul(a, linalg.solve(a, b).expandDims(-1)).squeeze([-1]), b);
      expect(linalg.solve(sturdy(3, 3), wavy([5, 3, 2])).shape).toEqual([5, 3, 2]);
      expect(linalg.solve(sturdy(2, 1, 3, 3), wavy([5, 3, 2])).shape).toEqual([2, 5, 3, 2]);
    });

    it("has the gradients of finite differences, to second order", async () => {
      const [a, b] = [sturdy(2, 3, 3), wavy([2, 3, 2], 1)];
      await expectGradient((x) => linalg.solve(x, b), a);
      await expectGradient((x) => linalg.solve(a, x), b);
      await expectGradient((x) => linalg.solve(sturdy(3, 3), x), b);
      await expectGradient(
        gradientOf((x) => linalg.solve(x, b)),
        a,
      );
    });

    it("names the first member that is singular", () => {
      const batch = tf
        .stack([tf.eye(3), tf.eye(3), tf.eye(3), singular()] as tf.Tensor[])
        .reshape([2, 2, 3, 3]);
      const error = caught(() => linalg.solve(batch, counting(3)));
      expect(error).toBeInstanceOf(linalg.SingularMatrixError);
      expect(error).toMatchObject({
        member: [1, 1],
        message: expect.stringMatching(/matrix \[1, 1\] of the batch is singular[\s\S]*linalg.det/),
      });
      expect(() => linalg.solve(singular(), counting(3))).toThrow(/solve: the matrix is singular/);
    });

    it("takes small but regular matrices", async () => {
      await expectTensor(
        linalg.solve(
          tf.tensor2d([
            [1, 0],
            [0, 1e-20],
          ]),
          tf.tensor1d([1, 2e-20]),
        ),
        [1, 2],
      );
    });

    it("says which shapes do not fit", () => {
      expect(() => linalg.solve(counting(2, 3), counting(2))).toThrow(
        /square matrices \[..., n, n\] are needed, not \[2, 3\]/,
      );
      expect(() => linalg.solve(tf.eye(3), counting(2))).toThrow(
        /matrices with 3 rows need right-hand sides with 3, not 2/,
      );
    });
  });

  describe("linalg.inv and linalg.det", () => {
    it("invert", async () => {
      await expectTensor(
        linalg.inv(
          tf.tensor2d([
            [2, 1],
            [1, 3],
          ]),
        ),
        [
          [0.6, -0.2],
          [-0.2, 0.4],
        ],
      );
      const a = sturdy(3, 4, 4);
      await expectTensor(tf.matMul(a, linalg.inv(a)), tf.tile(tf.eye(4).expandDims(0), [3, 1, 1]));
      expect(() => linalg.inv(singular())).toThrow(/inv: the matrix is singular/);
    });

    it("give determinants, exactly 0 for what cannot be solved", async () => {
      const exchange = tf.tensor2d([
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
      ]);
      await expectTensor(linalg.det(tf.stack([singular(), tf.mul(2, tf.eye(3)), exchange])), [0, 8, -1]);
      expect((await linalg.det(singular()).data())[0]).toBe(0);
      expect(
        (
          await linalg
            .det(
              tf.tensor2d([
                [0.1, 0.2],
                [0.2, 0.4],
              ]),
            )
            .data()
        )[0],
      ).toBe(0);
      await expectTensor(linalg.det(tf.tensor2d([[5]])), tf.scalar(5));
    });

    it("have the gradients of finite differences, to second order", async () => {
      await expectGradient((x) => linalg.inv(x), sturdy(2, 2, 2));
      await expectGradient((x) => linalg.det(x), sturdy(2, 3, 3));
      await expectGradient(
        gradientOf((x) => linalg.det(x)),
        sturdy(3, 3),
      );
      await expectGradient(
        gradientOf((x) => linalg.inv(x)),
        sturdy(2, 2),
      );
    });

    it("have a gradient at singular matrices: the cofactors", async () => {
      await expectTensor(
        tf.grad((x) => linalg.det(x))(singular()),
        [
          [-3, 6, -3],
          [6, -12, 6],
          [-3, 6, -3],
        ],
        4,
      );
      await expectGradient(
        (x) => linalg.det(x),
        tf.tensor2d([
          [1, 2, 0, 1],
          [2, 4, 0, 2],
          [0, 1, 1, 0],
          [1, 0, 0, 1],
        ]),
      );
      await expectGradient(
        gradientOf((x) => linalg.det(x)),
        singular(),
        { tolerance: 5e-2 },
      );
    });
  });

  describe("elimination by operations, which webgpu uses", () => {
    it("agrees with LU and marks singular members with NaN", async () => {
      const a = tf.concat([
        sturdy(3, 3, 3),
        tf.tensor3d([
          [
            [0, 1, 0],
            [1, 0, 0],
            [0, 0, 1],
          ],
        ]),
      ]);
      const b = wavy([4, 3, 2], 2);
      const { solutions, determinants } = eliminateByOperations(a, b);
      await expectTensor(solutions, linalg.solve(a, b), 4);
      await expectTensor(determinants, linalg.det(a), 3);
      const none = eliminateByOperations(
        tf.tensor3d([
          [
            [1, 2],
            [2, 4],
          ],
        ]),
        tf.ones([1, 2, 1]),
      );
      expect([...(await none.solutions.data())]).toEqual([Number.NaN, Number.NaN]);
      await expectTensor(none.determinants, [0]);
    });
  });

  describe("linalg.cross and linalg.norm", () => {
    it("give a vector at right angles to both", async () => {
      await expectTensor(linalg.cross(tf.tensor1d([1, 0, 0]), tf.tensor1d([0, 1, 0])), [0, 0, 1]);
      await expectTensor(
        linalg.cross(
          tf.tensor1d([1, 2, 3]),
          tf.tensor2d([
            [4, 5, 6],
            [1, 2, 3],
          ]),
        ),
        [
          [-3, 6, -3],
          [0, 0, 0],
        ],
      );
      await expectTensor(linalg.cross(tf.tensor2d([[1], [0], [0]]), tf.tensor2d([[0], [1], [0]]), 0), [
        [0],
        [0],
        [1],
      ]);
      expect(() => linalg.cross(counting(2), counting(2))).toThrow(/3 coordinates along axis 0/);
      await expectGradient((x) => linalg.cross(x, wavy([2, 3], 1)), wavy([2, 3]));
    });

    it("measure by any p", async () => {
      const x = tf.tensor1d([3, -4, 0]);
      await expectTensor(linalg.norm(x), tf.scalar(5));
      const orders: [number, number][] = [
        [1, 7],
        [Infinity, 4],
        [-Infinity, 0],
        [0, 2],
        [3, (27 + 64) ** (1 / 3)],
      ];
      for (const [order, value] of orders) await expectTensor(linalg.norm(x, 0, { order }), tf.scalar(value));
      expect(linalg.norm(counting(2, 3, 4), [1, 2], { keepDims: true }).shape).toEqual([2, 1, 1]);
    });

    it("has the gradient of finite differences, and 0 at 0", async () => {
      await expectGradient((x) => linalg.norm(x, -1), wavy([2, 3]));
      await expectGradient((x) => linalg.norm(x, -1, { order: 3 }), wavy([2, 3]));
      await expectTensor(tf.grad((x) => linalg.norm(x))(tf.zeros([3])), [0, 0, 0]);
    });
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
