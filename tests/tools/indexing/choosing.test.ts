import { describe, expect, it } from "vitest";
import { gather, tf, tril, triu, unsqueeze, where } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("gather", () => {
    it("takes one entry a line", async () => {
      const x = tf.tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]);
      await expectTensor(
        gather(
          x,
          1,
          tf.tensor2d(
            [
              [2, 0],
              [1, 1],
            ],
            [2, 2],
            "int32",
          ),
        ),
        [
          [3, 1],
          [5, 5],
        ],
      );
      await expectTensor(gather(x, 0, tf.tensor2d([[1, 0, 1]], [1, 3], "int32")), [[4, 2, 6]]);
      await expectTensor(gather(x, -1, unsqueeze(tf.tensor1d([2, 0], "int32"), 1)), [[3], [4]]);
    });

    it("takes an index that is shorter than x", async () => {
      await expectTensor(gather(counting(3, 2, 4), 2, tf.tensor3d([[[3]], [[0]]], [2, 1, 1], "int32")), [
        [[3]],
        [[8]],
      ]);
    });

    it("adds the gradients of what is taken twice", async () => {
      const twice = tf.tensor2d([[0, 0, 1]], [1, 3], "int32");
      await expectTensor(tf.grad((x) => tf.sum(gather(x, 1, twice)))(tf.tensor2d([[5, 6]])), [[2, 1]]);
      await expectGradient(
        (x) =>
          gather(
            x,
            0,
            tf.tensor2d(
              [
                [1, 2, 0],
                [1, 0, 0],
              ],
              [2, 3],
              "int32",
            ),
          ),
        wavy([3, 3]),
      );
    });

    it("says what does not fit", () => {
      const x = counting(2, 3);
      expect(() => gather(x, tf.tensor1d([0], "int32") as never, 0 as never)).toThrow(
        /axis is a tensor[\s\S]*gather\(logits, 1, /,
      );
      expect(() => gather(x, 1, tf.tensor1d([0, 1], "int32"))).toThrow(
        /as many axes as x[\s\S]*unsqueeze\(labels, 1\)/,
      );
      expect(() => gather(x, 1, tf.tensor2d([[0], [0], [0]], [3, 1], "int32"))).toThrow(/no longer than x/);
      expect(() => gather(x, 1, tf.tensor2d([[3]], [1, 1], "int32"))).toThrow(
        /position 3 is outside an axis of length 3[\s\S]*0 to 2/,
      );
      expect(() => gather(x, 1, tf.tensor2d([[-1]], [1, 1], "int32"))).toThrow(/position -1 is outside/);
      expect(() => gather(x, 1, tf.tensor2d([[1]]))).toThrow(/int32 tensor, not float32/);
      expect(() => gather(x, 2, tf.tensor2d([[1]], [1, 1], "int32"))).toThrow(/no axis 2[\s\S]*-2 to 1/);
    });
  });

  describe("where", () => {
    it("chooses entry by entry, with numbers on either side", async () => {
      const x = tf.tensor1d([-1, 2, -3]);
      await expectTensor(where(x.greater(0), x, 0), [0, 2, 0]);
      await expectTensor(where(x.greater(0), 1, x), [-1, 1, -3]);
      expect((await where(x.greater(0), x, Infinity).data())[0]).toBe(Infinity);
    });

    it("broadcasts all three", () => {
      const mask = tf.tensor2d([[true], [false]], [2, 1], "bool");
      expect(where(mask, counting(3), tf.scalar(7)).shape).toEqual([2, 3]);
    });

    it("stays with integers for a whole number, widens for another", () => {
      const x = tf.tensor1d([1, 2], "int32");
      expect(where(x.greater(1), x, 0).dtype).toBe("int32");
      expect(where(x.greater(1), x, 0.5).dtype).toBe("float32");
    });

    it("keeps the NaN of the value not chosen out of the result", async () => {
      const x = tf.tensor1d([-1, 4]);
      await expectTensor(where(x.greater(0), tf.sqrt(x), 0), [0, 2]);
    });

    it("passes the gradient to what was chosen", async () => {
      await expectTensor(
        tf.grad((t) => tf.sum(where(t.greater(0), t, Infinity).minimum(10)))(tf.tensor1d([-1, 4])),
        [0, 1],
      );
      await expectGradient(
        (t) => where(tf.tensor2d([[true], [false]], [2, 1], "bool"), t, t.mul(3)),
        wavy([3]),
      );
    });

    it("asks for a bool condition", () => {
      expect(() => where(counting(2), 1, 0)).toThrow(
        /must be a bool tensor, not float32[\s\S]*x.greater\(0\)/,
      );
      expect(() => where(counting(2).greater(0), counting(3), 0)).toThrow(
        /lengths 2 and 3, which do not broadcast/,
      );
    });
  });

  describe("triu and tril", () => {
    it("keep one side of the diagonal", async () => {
      await expectTensor(triu(counting(3, 3)), [
        [0, 1, 2],
        [0, 4, 5],
        [0, 0, 8],
      ]);
      await expectTensor(tril(counting(3, 3)), [
        [0, 0, 0],
        [3, 4, 0],
        [6, 7, 8],
      ]);
      await expectTensor(triu(tf.ones([2, 3]), 1), [
        [0, 1, 1],
        [0, 0, 1],
      ]);
      await expectTensor(tril(tf.ones([2, 3]), -1), [
        [0, 0, 0],
        [1, 0, 0],
      ]);
    });

    it("work on every matrix of a batch, and clear NaN", async () => {
      expect(tril(counting(2, 4, 3, 3)).shape).toEqual([2, 4, 3, 3]);
      await expectTensor(
        tril(
          tf.tensor2d([
            [1, Number.NaN],
            [2, 3],
          ]),
        ),
        [
          [1, 0],
          [2, 3],
        ],
      );
    });

    it("have the gradient of finite differences", async () => {
      await expectGradient((x) => tril(x), wavy([2, 2, 3]));
    });

    it("ask for a matrix", () => {
      expect(() => triu(counting(3))).toThrow(/at least two axes, not \[3\]/);
    });
  });
});
