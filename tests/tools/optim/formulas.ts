/** The update rules in float64, one number at a time: what the optimizers' tensors are held against. */

/** Steps of SGD on loss θ²/2, whose gradient is θ. */
export function sgd(
  theta: number,
  steps: number,
  lr: number,
  momentum: number,
  decay: number,
  nesterov = false,
): number {
  let [x, b] = [theta, 0];
  for (let t = 0; t < steps; t++) {
    const g = x + decay * x;
    b = momentum * b + g;
    x -= lr * (nesterov ? g + momentum * b : b);
  }
  return x;
}

export function rmsprop(
  theta: number,
  steps: number,
  lr: number,
  alpha: number,
  eps: number,
  decay: number,
  momentum: number,
): number {
  let [x, v, b] = [theta, 0, 0];
  for (let t = 0; t < steps; t++) {
    const g = x + decay * x;
    v = alpha * v + (1 - alpha) * g * g;
    b = momentum * b + g / (Math.sqrt(v) + eps);
    x -= lr * b;
  }
  return x;
}

export function adam(
  theta: number,
  steps: number,
  lr: number,
  [beta1, beta2]: readonly [number, number],
  eps: number,
  decay: number,
  decoupled: boolean,
): number {
  let [x, m, v] = [theta, 0, 0];
  for (let t = 1; t <= steps; t++) {
    const raw = x;
    if (decoupled) x *= 1 - lr * decay;
    const g = decoupled ? raw : raw + decay * raw;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    x -= (lr * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + eps);
  }
  return x;
}
