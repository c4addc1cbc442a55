// Two passes with assign, own loops; modes kept in a Map and restored in finally; tf's methods, keepDims and squeeze.
import { type nn, noGrad, tf } from "arena/tools";

export function copyWeights<M extends nn.Module>(mine: M, reference: Record<string, tf.Tensor>): M {
  const own = Object.values(mine.stateDict()) as tf.Variable[];
  const names = Object.keys(reference);
  if (own.length !== names.length) throw new RangeError(`${names.length} tensors do not fit ${own.length}`);
  for (let i = 0; i < own.length; i++) {
    const theirs = reference[names[i]!]!;
    const equal =
      own[i]!.rank === theirs.rank && own[i]!.shape.every((size, axis) => size === theirs.shape[axis]);
    if (!equal) throw new TypeError(`tensor ${i}: ${own[i]!.shape} is not ${theirs.shape}`);
  }
  for (const [i, tensor] of own.entries()) tensor.assign(reference[names[i]!]!);
  return mine;
}

export function predict(model: nn.Module, images: tf.Tensor4D): { probs: tf.Tensor1D; classes: tf.Tensor1D } {
  const before = new Map(model.modules().map((module) => [module, module.training] as const));
  const recording = noGrad();
  try {
    model.eval();
    const logits = model.call(images);
    const shifted = logits.sub(logits.max(-1, true)).exp(); // [batch, class], the largest is 1
    const classes = tf.argMax(logits, 1) as tf.Tensor1D;
    return { probs: tf.div(1, shifted.sum(-1)) as tf.Tensor1D, classes };
  } finally {
    recording[Symbol.dispose]();
    for (const [module, training] of before) module.training = training;
  }
}
