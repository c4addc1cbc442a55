import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectTensor, numbersOf, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;
type Tensor3D = import("#tfjs").Tensor3D;
type Tensor4D = import("#tfjs").Tensor4D;

/** The entry of a dense array at a place. */
const at = (values: readonly number[], shape: readonly number[], place: readonly number[]): number =>
  values[place.reduce((offset, index, axis) => offset * (shape[axis] as number) + index, 0)] as number;

function placesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (places, length) => places.flatMap((place) => Array.from({ length }, (_, i) => [...place, i])),
    [[]],
  );
}

onEachBackend("layout", () => {
  it.each([
    [
      [2, 3],
      [1, 0],
    ],
    [
      [40, 50],
      [1, 0],
    ],
    [
      [2, 3, 4],
      [2, 0, 1],
    ],
    [
      [2, 3, 4, 5],
      [0, 3, 1, 2],
    ],
    [
      [2, 1, 3, 2, 2],
      [4, 2, 1, 0, 3],
    ],
    [
      [2, 3, 2, 2, 2, 2],
      [5, 0, 3, 1, 4, 2],
    ],
    [
      [2, 2, 2, 2, 2, 2, 2],
      [6, 2, 5, 0, 4, 1, 3],
    ],
    [
      [2, 2, 1, 2, 2, 2, 2, 2],
      [0, 2, 4, 6, 1, 3, 5, 7],
    ],
  ])("transposes %j by %j", async (shape, perm) => {
    const x = wave(shape);
    const values = await numbersOf(x);
    const outShape = perm.map((axis) => shape[axis] as number);
    const expected = placesOf(outShape).map((place) =>
      at(
        values,
        shape,
        perm.map((_, axis) => place[perm.indexOf(axis)] as number),
      ),
    );
    await expectTensor(tf.transpose(x, perm), outShape, expected);
  });

  it("slices, steps, reverses, splits and unstacks", async () => {
    const x = tf.range(0, 24).reshape([2, 3, 4]);
    await expectTensor(tf.slice(x, [0, 1, 1], [2, 2, 2]), [2, 2, 2], [5, 6, 9, 10, 17, 18, 21, 22]);
    await expectTensor(
      tf.stridedSlice(x, [1, 2, 3], [-3, -4, -5], [-1, -2, -2]),
      [2, 2, 2],
      [23, 21, 15, 13, 11, 9, 3, 1],
    );
    await expectTensor(tf.reverse(x, [0, 2]).slice([0, 0, 0], [1, 1, 4]), [1, 1, 4], [15, 14, 13, 12]);
    const [first, second] = tf.split(x, [1, 3], 2) as [Tensor, Tensor];
    await expectTensor(first, [2, 3, 1], [0, 4, 8, 12, 16, 20]);
    expect(second.shape).toEqual([2, 3, 3]);
    await expectTensor(tf.unstack(x, 1)[2] as Tensor, [2, 4], [8, 9, 10, 11, 20, 21, 22, 23]);
  });

  it("a strided slice from 2 to 1 takes nothing", async () => {
    await expectTensor(tf.stridedSlice(tf.range(0, 5), [2], [1], [1]), [0], []);
  });

  it("concatenates and stacks along any axis, short and long rows", async () => {
    for (const width of [1, 3, 60]) {
      const [a, b] = [wave([2, width]), wave([2, width], 1)];
      const [left, right] = [await numbersOf(a), await numbersOf(b)];
      const rows = [0, 1].flatMap((row) => [
        ...left.slice(row * width, (row + 1) * width),
        ...right.slice(row * width, (row + 1) * width),
      ]);
      await expectTensor(tf.concat([a, b], 1), [2, 2 * width], rows);
      await expectTensor(tf.stack([a, b], 1), [2, 2, width], rows);
      await expectTensor(tf.stack([a, b]), [2, 2, width], [...left, ...right]);
    }
  });

  it.each([
    { shape: [5, 7, 1, 1], reps: [1, 1, 3, 3], what: "a mask over matrices" },
    { shape: [4, 1, 3], reps: [1, 6, 1], what: "short rows" },
    { shape: [3, 1, 2], reps: [2, 40, 5], what: "rows that grow long" },
    { shape: [1, 1, 2], reps: [3, 2, 1], what: "axes of one entry in front" },
    { shape: [2, 3], reps: [4, 1], what: "the whole" },
    { shape: [1], reps: [100], what: "one entry" },
  ])("tiles $what", async ({ shape, reps }) => {
    const x = wave(shape);
    const values = await numbersOf(x);
    const outShape = shape.map((length, axis) => length * (reps[axis] as number));
    const source = (place: number[]) => place.map((index, axis) => index % (shape[axis] as number));
    const expected = placesOf(outShape).map((place) => at(values, shape, source(place)));
    await expectTensor(tf.tile(x, reps), outShape, expected);
    const mask = x.greater(0); // as x
    const flags = await numbersOf(tf.tile(mask, reps).cast("float32"));
    expect(flags).toEqual(expected.map((value) => (value > 0 ? 1 : 0)));
  });

  it("tiles any rank, with gradients", async () => {
    await expectTensor(
      tf.tile(
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
        [2, 3],
      ),
      [4, 6],
      [
        [1, 2, 1, 2, 1, 2],
        [3, 4, 3, 4, 3, 4],
        [1, 2, 1, 2, 1, 2],
        [3, 4, 3, 4, 3, 4],
      ].flat(),
    );
    const x = wave([2, 1, 2, 1, 2]);
    const once = await numbersOf(x);
    await expectTensor(tf.tile(x, [2, 1, 1, 1, 1]), [4, 1, 2, 1, 2], [...once, ...once]);
    await expectGradient((t) => tf.tile(t, [2, 3, 1, 2, 1]), [x]);
    await expectGradient((t) => tf.broadcastTo(t, [2, 3, 2, 2, 2]), [x]);
  });

  it("pads five axes", async () => {
    await expectTensor(
      tf.pad(
        tf.ones([1, 1, 1, 1, 2]),
        [
          [0, 0],
          [1, 0],
          [0, 0],
          [0, 0],
          [0, 1],
        ],
        7,
      ),
      [1, 2, 1, 1, 3],
      [7, 7, 7, 1, 1, 7],
    );
  });

  it("stridedSlice, mirrorPad, unstack, split and bandPart have gradients", async () => {
    await expectGradient((x) => tf.stridedSlice(x, [1, 3], [4, 0], [2, -2]), [wave([4, 4])]);
    for (const mode of ["reflect", "symmetric"] as const) {
      await expectGradient(
        (x) =>
          tf.mirrorPad(
            x,
            [
              [2, 1],
              [0, 2],
            ],
            mode,
          ),
        [wave([3, 4])],
      );
    }
    await expectGradient((x) => tf.unstack(x, 0)[0] as Tensor, [wave([1, 3])]);
    await expectGradient((x) => tf.linalg.bandPart(x, -1, 0), [wave([3, 3])]);
    await expectGradient((x) => tf.diag(x), [wave([3])]);
    await expectGradient((x) => tf.depthToSpace(x as Tensor4D, 2, "NHWC"), [wave([1, 2, 2, 4])]);
  });

  it("mirrorPad's gradient adds the mirrored borders back", async () => {
    await expectTensor(tf.grad((x) => tf.mirrorPad(x, [[1, 1]], "symmetric"))(tf.ones([2])), [2], [2, 2]);
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
  ])("resizeBilinear (align %s, half pixels %s) has a gradient", async (align, half) => {
    await expectGradient(
      (x) => tf.image.resizeBilinear(x as Tensor3D, [5, 3], align, half),
      [wave([3, 4, 2])],
    );
  });
});

onEachBackend("a transposed cast", () => {
  it("is float32 all through", async () => {
    const mask = tf.tensor([1, 0, 0, 1, 1, 0], [1, 2, 3], "int32").cast("float32");
    await expectTensor(tf.transpose(mask, [2, 0, 1]), [3, 1, 2], [1, 1, 0, 1, 0, 0]);
    await expectTensor(mask.sum(0), [2, 3], [1, 0, 0, 1, 1, 0]);
  });
});

onEachBackend("slice", () => {
  it("refuses what does not fit", () => {
    expect(() => tf.slice(wave([3, 2]), [2, 0], [2, 2])).toThrow();
  });
}, ["cpu", "wasm"]);
