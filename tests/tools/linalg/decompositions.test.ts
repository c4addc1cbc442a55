import { describe, expect, it } from "vitest";
import { linalg, random, tf } from "../../../src/tools/index.ts";
import { expectTensor, onEachBackend, wavy } from "../support.ts";

const symmetric = (n: number) => {
  const x = wavy([n, n]);
  return tf.add(x, x.transpose());
};

onEachBackend(() => {
  describe("linalg.eigh", () => {
    it("takes a symmetric matrix apart, eigenvalues ascending", async () => {
      const { eigenvalues, eigenvectors } = linalg.eigh(
        tf.tensor2d([
          [2, 1],
          [1, 2],
        ]),
      );
      await expectTensor(eigenvalues, [1, 3]);
      await expectTensor(eigenvectors, [
        [Math.SQRT1_2, Math.SQRT1_2],
        [-Math.SQRT1_2, Math.SQRT1_2],
      ]);
    });

    it("reads the lower triangle only, and batches", async () => {
      const whole = tf.stack([symmetric(5), symmetric(5).mul(2)]); // [2, 5, 5]
      const lower = tf.linalg.bandPart(whole, -1, 0);
      const { eigenvalues, eigenvectors } = linalg.eigh(lower);
      const scaled = eigenvectors.mul(eigenvalues.expandDims(1));
      await expectTensor(tf.matMul(scaled, eigenvectors, false, true), whole);
    });

    it("manages zeros, equal eigenvalues and 128 rows", async () => {
      await expectTensor(linalg.eigh(tf.zeros([3, 3])).eigenvalues, [0, 0, 0]);
      await expectTensor(linalg.eigh(tf.eye(4).mul(7)).eigenvalues, [7, 7, 7, 7]);
      const large = symmetric(128);
      const { eigenvectors } = linalg.eigh(large);
      await expectTensor(tf.matMul(eigenvectors, eigenvectors, true), tf.eye(128));
    });

    it("names the matrix with an entry that is not finite", () => {
      const broken = tf.stack([tf.eye(2), tf.fill([2, 2], Number.NaN)]);
      expect(() => linalg.eigh(broken)).toThrow(
        "eigh: matrix [1] of the batch has an entry that is NaN, so it cannot be decomposed.",
      );
      expect(() => linalg.eigh(wavy([2, 3]))).toThrow("square matrices");
    });
  });

  describe("linalg.svd", () => {
    it.each([
      [5, 3],
      [3, 5],
      [4, 4],
      [1, 6],
    ])("takes %i rows and %i columns apart", async (m, n) => {
      const a = wavy([2, m, n]);
      const { U, S, Vh } = linalg.svd(a);
      expect([U.shape, S.shape, Vh.shape]).toEqual([
        [2, m, Math.min(m, n)],
        [2, Math.min(m, n)],
        [2, Math.min(m, n), n],
      ]);
      await expectTensor(tf.matMul(U.mul(S.expandDims(1)), Vh), a);
    });

    it("gives orthonormal columns where the rank is lower, also of nothing", async () => {
      const rankOne = tf.outerProduct(tf.tensor1d([1, -2, 3, 0]), tf.tensor1d([1, 1, 1])); // [4, 3]
      for (const a of [rankOne, tf.zeros([4, 3])]) {
        const { U } = linalg.svd(a);
        await expectTensor(tf.matMul(U, U, true), tf.eye(3));
      }
    });

    it("turns the largest entry of each column of U to positive", async () => {
      const { U } = linalg.svd(wavy([6, 4]).neg());
      for (const column of (await U.transpose().array()) as number[][]) {
        const largest = column.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
        expect(largest).toBeGreaterThan(0);
      }
    });
  });

  describe("linalg.qr", () => {
    it("gives PyTorch's signs", async () => {
      const { Q, R } = linalg.qr(
        tf.tensor2d([
          [3, 5],
          [4, 5],
        ]),
      );
      await expectTensor(Q, [
        [-0.6, -0.8],
        [-0.8, 0.6],
      ]);
      await expectTensor(R, [
        [-5, -7],
        [0, -1],
      ]);
    });

    it("says which matrices have no gradient", () => {
      expect(() => tf.grad((x) => linalg.qr(x).R.sum())(wavy([2, 4]))).toThrow(
        "transpose the matrices first",
      );
    });
  });

  describe("linalg.pinv and linalg.lstsq", () => {
    it("inverts what can be inverted and lets small singular values go", async () => {
      const a = tf.tensor2d([
        [2, 0],
        [0, 1e-9],
      ]);
      await expectTensor(linalg.pinv(a), [
        [0.5, 0],
        [0, 0],
      ]);
      await expectTensor(linalg.pinv(a, { tolerance: 0 }).sum(), 0.5 + 1e9);
    });

    it("fits a line, for one or several right-hand sides", async () => {
      const a = tf.tensor2d([
        [1, 0],
        [1, 1],
        [1, 2],
      ]);
      await expectTensor(linalg.lstsq(a, tf.tensor1d([1, 3, 5])), [1, 2]);
      expect(linalg.lstsq(a, wavy([3, 4])).shape).toEqual([2, 4]);
      expect(linalg.lstsq(wavy([5, 3, 2]), wavy([5, 3])).shape).toEqual([5, 2]);
    });

    it("says what does not fit", () => {
      expect(() => linalg.lstsq(wavy([3, 2]), wavy([4]))).toThrow(
        "3 rows need right-hand sides with 3, not 4",
      );
    });

    it("finds a probe among many activations", async () => {
      const activations = random(1).normal([2000, 32]); // [token, model]
      const direction = random(2).normal([32]); // [model]
      const labels = tf.dot(activations, direction); // [token]
      await expectTensor(linalg.lstsq(activations, labels), direction);
    });
  });
});
