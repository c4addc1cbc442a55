import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectTensor } from "../numbers.ts";

type Scalar = import("#tfjs").Scalar;

onEachBackend("tf.train", () => {
  it("adadelta takes Zeiler's step", async () => {
    const w = tf.variable(tf.tensor1d([2]));
    const optimizer = tf.train.adadelta(1, 0.9, 1e-6);
    for (let step = 0; step < 3; step++) optimizer.minimize(() => w.square().sum() as Scalar, false, [w]);
    await expectTensor(w, [1], [zeiler(2, 3)]);
  });

  it("refuses to mix the momenta of two lists of variables", () => {
    const [a, b] = [tf.variable(tf.tensor1d([1]), true, "a"), tf.variable(tf.tensor1d([1]), true, "b")];
    const optimizer = tf.train.adam(0.1);
    optimizer.minimize(() => a.square().sum() as Scalar, false, [a]);
    expect(() => optimizer.minimize(() => b.square().sum() as Scalar, false, [b])).toThrow(
      "This optimizer keeps state for the variables a and was given b. Make one optimizer for each list of variables.",
    );
  });
}, ["cpu", "wasm"]);

/** Adadelta on w², rate 1, from the paper's formulas. */
function zeiler(start: number, steps: number): number {
  const [rho, epsilon] = [0.9, 1e-6];
  let [w, squares, updates] = [start, 0, 0];
  for (let step = 0; step < steps; step++) {
    const gradient = 2 * w;
    squares = rho * squares + (1 - rho) * gradient ** 2;
    const update = (Math.sqrt(updates + epsilon) / Math.sqrt(squares + epsilon)) * gradient;
    updates = rho * updates + (1 - rho) * update ** 2;
    w -= update;
  }
  return w;
}
