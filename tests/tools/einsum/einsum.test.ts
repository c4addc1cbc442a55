import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { einsum, tf } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, gradientOf, onEachBackend, wavy } from "../support.ts";
import { naiveEinsum } from "./naive.ts";

onEachBackend(() => {
  describe("einsum", () => {
    const a = () =>
      tf.tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]);
    const b = () =>
      tf.tensor2d([
        [1, 0],
        [0, 1],
        [2, 2],
      ]);

    it("multiplies matrices, in any order of the output", async () => {
      await expectTensor(einsum("ij,jk->ik", a(), b()), [
        [7, 8],
        [16, 17],
      ]);
      await expectTensor(einsum("ij,jk->ki", a(), b()), [
        [7, 16],
        [8, 17],
      ]);
      await expectTensor(einsum("ji,jk->ik", a(), a()), tf.matMul(a(), a(), true, false));
    });

    it("sums, transposes and takes diagonals of one tensor", async () => {
      await expectTensor(einsum("ij->", a()), tf.scalar(21));
      await expectTensor(einsum("ij->j", a()), [5, 7, 9]);
      await expectTensor(einsum("ij->ji", a()), tf.transpose(a()));
      await expectTensor(einsum("ii->i", counting(3, 3)), [0, 4, 8]);
      await expectTensor(einsum("ii", counting(3, 3)), tf.scalar(12));
      await expectTensor(einsum("iii->i", counting(2, 2, 2)), [0, 7]);
      await expectTensor(einsum("iji->j", counting(2, 3, 2)), [7, 11, 15]);
    });

    it("gives inner, outer and elementwise products", async () => {
      const [x, y] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 5])];
      await expectTensor(einsum("i,i->", x, y), tf.scalar(13));
      await expectTensor(einsum("i,j->ij", x, y), [
        [3, 5],
        [6, 10],
      ]);
      await expectTensor(einsum("i,i->i", x, y), [3, 10]);
      await expectTensor(einsum(",i->i", tf.scalar(2), y), [6, 10]);
    });

    it("works out the output when there is no arrow: indices that occur once, in alphabetical order", async () => {
      await expectTensor(einsum("ij,jk", a(), b()), [
        [7, 8],
        [16, 17],
      ]);
      await expectTensor(einsum("ba", a()), tf.transpose(a()));
    });

    it("aligns ... from the right and broadcasts it", async () => {
      await expectTensor(
        einsum("...ij,...jk->...ik", counting(4, 2, 3), b()),
        tf.matMul(counting(4, 2, 3), tf.tile(b().expandDims(0), [4, 1, 1])),
      );
      await expectTensor(einsum("...i,i", a(), tf.tensor1d([1, 0, 1])), [4, 10]);
      expect(einsum("i...,...j->ij...", counting(2, 5, 1), counting(1, 4, 3)).shape).toEqual([2, 3, 5, 4]);
    });

    it("reads letters around ... as letters, and words around a spaced ... as words", async () => {
      const [q, k] = [counting(2, 3, 5, 4), counting(2, 6, 5, 4)];
      const letters = einsum("bq...d,bk...d->bqk...", q, k);
      expect(letters.shape).toEqual([2, 3, 6, 5]);
      await expectTensor(einsum("batch query ... d, batch key ... d -> batch query key ...", q, k), letters);
      expect(einsum("aab...->...b", counting(2, 2, 3, 4)).shape).toEqual([4, 3]);
    });

    it("sums over ... where the output leaves it out", async () => {
      await expectTensor(einsum("i...->i", counting(2, 3)), [3, 12]);
    });

    it("stretches a length of 1", async () => {
      await expectTensor(einsum("ij,ij->ij", a(), tf.tensor2d([[10], [100]])), [
        [10, 20, 30],
        [400, 500, 600],
      ]);
      await expectTensor(einsum("ij,jk->ik", a(), tf.tensor2d([[1, 2]])), [
        [6, 12],
        [15, 30],
      ]);
    });

    it("reads words once spaces part them", async () => {
      await expectTensor(einsum("row inner, inner column -> row column", a(), b()), [
        [7, 8],
        [16, 17],
      ]);
      expect(einsum("batch s d, d head -> batch head s", counting(2, 3, 4), counting(4, 5)).shape).toEqual([
        2, 5, 3,
      ]);
      expect(einsum("... key d, query d -> ... query key", counting(2, 3, 4), counting(5, 4)).shape).toEqual([
        2, 5, 3,
      ]);
    });

    it("multiplies any number of tensors", async () => {
      const [x, y, z] = [wavy([2, 3]), wavy([3, 4], 1), wavy([4, 5], 2)];
      await expectTensor(einsum("ij,jk,kl->il", x, y, z), tf.matMul(tf.matMul(x, y), z));
      await expectTensor(einsum("i,ij,j", tf.tensor1d([1, 2]), a(), tf.tensor1d([1, 1, 1])), tf.scalar(36));
    });

    it("agrees with loops for attention and friends", async () => {
      const cases: [string, number[][]][] = [
        [
          "bqhd,bkhd->bhqk",
          [
            [2, 3, 2, 4],
            [2, 5, 2, 4],
          ],
        ],
        [
          "bhqk,bkhd->bqhd",
          [
            [2, 2, 3, 5],
            [2, 5, 2, 4],
          ],
        ],
        [
          "bsd,hde->bhse",
          [
            [2, 3, 4],
            [2, 4, 3],
          ],
        ],
        [
          "bnhd,hdo->bno",
          [
            [2, 3, 2, 4],
            [2, 4, 5],
          ],
        ],
        [
          "aabc,bd,cde->ea",
          [
            [2, 2, 3, 4],
            [3, 2],
            [4, 2, 3],
          ],
        ],
      ];
      for (const [equation, shapes] of cases) {
        const tensors = shapes.map((shape, i) => wavy(shape, i));
        await expectTensor(einsum(equation, ...tensors), naiveEinsum(equation, tensors), 4);
      }
    });

    it("agrees with loops for equations made up at random", async () => {
      const lengths: Record<string, number> = { a: 2, b: 3, c: 1, d: 2 };
      const term = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 3 });
      const equation = fc
        .tuple(fc.array(term, { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat()))
        .map(([terms, keys]) => {
          const used = [...new Set(terms.flat())];
          const output = used.filter(() => (keys.next().value ?? 0) % 2 === 0);
          return { terms, text: `${terms.map((letters) => letters.join("")).join(",")}->${output.join("")}` };
        });
      await fc.assert(
        fc.asyncProperty(equation, async ({ terms, text }) => {
          const tensors = terms.map((letters, i) =>
            wavy(
              letters.map((letter) => lengths[letter] ?? 1),
              i,
            ),
          );
          await expectTensor(einsum(text, ...tensors), naiveEinsum(text, tensors), 4);
        }),
        { numRuns: 60 },
      );
    });

    it("counts true as 1 and stays within int32 for integers", async () => {
      await expectTensor(einsum("i->", tf.tensor1d([true, false, true], "bool")), tf.scalar(2, "int32"));
      const product = einsum("ij,jk->ik", a().toInt(), b().toInt());
      expect(product.dtype).toBe("int32");
      await expectTensor(product, [
        [7, 8],
        [16, 17],
      ]);
    });

    it("gives a tensor of its own and leaves no others behind", async () => {
      const x = a();
      const before = tf.memory().numTensors;
      einsum("ij->ij", x).dispose();
      einsum("ij,kj->ik", x, x).dispose();
      expect(tf.memory().numTensors).toBe(before);
      await expectTensor(x, [
        [1, 2, 3],
        [4, 5, 6],
      ]);
    });

    it("has the gradients of finite differences", async () => {
      const cases: [string, number[], number[]][] = [
        ["ij,jk->ki", [2, 3], [3, 2]],
        ["bij,bkj->bik", [2, 2, 3], [2, 4, 3]],
        ["iij,j->i", [3, 3, 2], [2]],
        ["...i,i->...", [2, 2, 3], [3]],
        ["ij,ij->i", [2, 3], [1, 3]],
        ["i,j->", [2], [3]],
      ];
      for (const [equation, left, right] of cases) {
        const [x, y] = [wavy(left), wavy(right, 2)];
        await expectGradient((t) => einsum(equation, t, y), x);
        await expectGradient((t) => einsum(equation, x, t), y);
      }
    });

    it("has second derivatives", async () => {
      const cubic = (x: tf.Tensor) => einsum("ij,jk,kl->il", x, x, x);
      await expectGradient(gradientOf(cubic), wavy([2, 2]));
    });
  });
});

onEachBackend(() => {
  it("is what tf.einsum is, with a gradient, on every backend", async () => {
    const [a, b] = [counting(2, 3), counting(3, 2)] as [tf.Tensor2D, tf.Tensor2D];
    await expectTensor(tf.einsum("ij,jk->ik", a, b), [
      [10, 13],
      [28, 40],
    ]);
    await expectTensor(tf.einsum("ii->i", counting(3, 3)), [0, 4, 8]);
    const gradient = tf.grad((x) => tf.einsum("ij,jk->", x as tf.Tensor2D, b).square())(a);
    expect(gradient.shape).toEqual([2, 3]);
  });
});
