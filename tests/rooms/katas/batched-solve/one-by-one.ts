// A loop over the batch, and an error that is caught.
import { linalg, stack, tf, unbind } from "arena/tools";

const pairs = <A, B>(a: A[], b: B[]): [A, B][] => a.map((one, i) => [one, b[i] as B]);

export const policyValues = (transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number): tf.Tensor =>
  stack(
    pairs(unbind(transitions), unbind(rewards)).map(([next, reward]) =>
      linalg.solve(next.mul(-gamma).add(tf.eye(reward.size)), reward),
    ),
  );

export const coordinates = (directions: tf.Tensor2D, activations: tf.Tensor2D): tf.Tensor =>
  stack(unbind(activations).map((activation) => linalg.solve(directions.transpose(), activation)));

export const solveOrNaN = (A: tf.Tensor3D, b: tf.Tensor2D): tf.Tensor =>
  stack(
    pairs(unbind(A), unbind(b)).map(([matrix, side]) => {
      try {
        return linalg.solve(matrix, side);
      } catch (error) {
        if (error instanceof linalg.SingularMatrixError) return tf.fill(side.shape, Number.NaN);
        throw error;
      }
    }),
  );

export const distances = (x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D): tf.Tensor => {
  const columns = pairs(unbind(means), unbind(covariances)).map(([mean, covariance]) => {
    const apart = x.sub(mean); // [batch, feature]
    const solved = linalg.solve(covariance, apart.transpose()); // [feature, batch]
    return apart.mul(solved.transpose()).sum(1); // [batch]
  });
  return stack(columns, 1);
};

export const ridgeProbes = (resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number): tf.Tensor => {
  // A penalty is as good as more rows: the root of it times the identity, with targets 0.
  const model = resid.shape[2];
  const more = tf.eye(model).mul(Math.sqrt(penalty)) as tf.Tensor2D; // [model, model]
  const y = tf.concat([targets, tf.zeros([model, targets.shape[1]])]) as tf.Tensor2D; // [row + model, target]
  const probes = unbind(resid).map((layer) => {
    const rows = tf.concat([layer, more]) as tf.Tensor2D; // [row + model, model]
    return linalg.solve(tf.matMul(rows, rows, true, false), tf.matMul(rows, y, true, false));
  });
  return stack(probes);
};
