import { describe, expect, it } from "vitest";
import { logisticRegression, random, tf } from "../../../src/tools/index.ts";
import { onEachBackend } from "../support.ts";

// Numbers from PyTorch are held to in tests/conformance (statistics).

/** Samples of two kinds around ±`distance` along the first feature, with their labels. */
function twoKinds(samples: number, features: number, distance: number): [tf.Tensor2D, tf.Tensor1D] {
  const rng = random(7);
  const labels = tf.range(0, samples, 1, "int32").mod(2) as tf.Tensor1D; // [sample]
  const middle = labels.mul(2).sub(1).toFloat().mul(distance).expandDims(1); // [sample, 1]
  const first = tf.oneHot([0], features).toFloat(); // [1, feature]
  return [rng.normal([samples, features]).add(middle.mul(first)) as tf.Tensor2D, labels];
}

/** The largest slope of the objective at a fit, by autograd. */
async function steepest(
  features: tf.Tensor2D,
  labels: tf.Tensor1D,
  c: number,
  weight: tf.Tensor1D,
  bias: tf.Scalar,
): Promise<number> {
  const objective = (w: tf.Tensor, b: tf.Tensor) => {
    const logits = features.dot(w).add(b); // [sample]
    const loss = tf.losses.sigmoidCrossEntropy(
      labels.toFloat(),
      logits as tf.Tensor1D,
      undefined,
      undefined,
      tf.Reduction.SUM,
    );
    return w.square().sum().div(2).add(loss.mul(c)) as tf.Scalar;
  };
  const [byWeight, byBias] = tf.grads(objective)([weight, bias]) as [tf.Tensor, tf.Tensor];
  return (
    await tf
      .concat([byWeight, byBias.reshape([1])])
      .abs()
      .max()
      .data()
  )[0] as number;
}

onEachBackend(() => {
  describe("logisticRegression", () => {
    it("finds the direction that tells two kinds apart", async () => {
      const [features, labels] = twoKinds(64, 8, 1.5);
      const { weight, bias, converged } = await logisticRegression(features, labels, { c: 0.1 });
      const probabilities = tf.sigmoid(features.dot(weight).add(bias)); // [64]
      const hits = probabilities.greater(0.5).equal(labels.toBool()); // [64], bool
      expect((await hits.mean().data())[0]).toBeGreaterThan(0.9);
      expect(converged).toBe(true);
      expect((await weight.argMax().data())[0]).toBe(0);
    });

    it.each([0.1, 1, 1000])("stands at the objective's minimum for 300 features and c = %s", async (c) => {
      const [features, labels] = twoKinds(200, 300, 1); // more features than samples: a plane separates them
      const { weight, bias, iterations, converged } = await logisticRegression(features, labels, { c });
      expect(converged).toBe(true);
      expect(iterations).toBeLessThan(25);
      expect(await steepest(features, labels, c, weight, bias)).toBeLessThan(2e-3);
    });

    it("has no bias without an intercept, and leaves no tensors but its two", async () => {
      const [features, labels] = twoKinds(20, 3, 1);
      const before = tf.memory().numTensors;
      const { weight, bias } = await logisticRegression(features, labels, { intercept: false });
      expect(Array.from(await bias.data())).toEqual([0]);
      expect(weight.shape).toEqual([3]);
      tf.dispose([weight, bias]);
      expect(tf.memory().numTensors).toBe(before);
    });

    it("says that it did not get there in the iterations allowed", async () => {
      const [features, labels] = twoKinds(20, 3, 1);
      const { iterations, converged } = await logisticRegression(features, labels, { maxIterations: 1 });
      expect({ iterations, converged }).toEqual({ iterations: 1, converged: false });
    });

    it.each<[string, tf.TensorLike, tf.TensorLike, object, RegExp]>([
      ["no matrix", [1, 2], [0, 1], {}, /matrix \[sample, feature\].*features {2}\[2\].*reshape/s],
      [
        "another number of labels",
        [[1], [2], [3]],
        [0, 1],
        {},
        /one number a sample, \[3\].*labels +\[2\].*as many labels/s,
      ],
      ["labels in a column", [[1], [2]], [[0], [1]], {}, /labels\.reshape\(\[-1\]\)/],
      ["labels ±1", [[1], [2]], [1, -1], {}, /label is 0 or 1, and label 1 is -1.*labels\.greater\(0\)/s],
      ["one class", [[1], [2]], [1, 1], {}, /all 2 labels are 1, so there is nothing to tell apart/],
      ["NaN", [[1], [Number.NaN]], [1, 0], {}, /1 of the features are NaN or infinite/],
      [
        "a c of nothing",
        [[1], [2]],
        [1, 0],
        { c: 0 },
        /c, how much the samples count, must be a positive number, not 0/,
      ],
    ])("refuses %s", async (_, features, labels, options, message) => {
      await expect(logisticRegression(tf.tensor(features), tf.tensor(labels), options)).rejects.toThrow(
        message,
      );
    });
  });
});
