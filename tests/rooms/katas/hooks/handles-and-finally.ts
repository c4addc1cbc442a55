// Handles that are removed in finally.
import { type nn, tf } from "arena/tools";

function running(model: nn.Module, x: tf.Tensor, name: string, hook: nn.ForwardHook): tf.Tensor {
  const handle = model.getSubmodule(name).registerForwardHook(hook);
  try {
    return model.call(x);
  } finally {
    handle.remove();
  }
}

export function outputOf(model: nn.Module, x: tf.Tensor, name: string): tf.Tensor {
  const seen: tf.Tensor[] = [];
  running(model, x, name, (_module, _inputs, output) => void seen.push(tf.keep(tf.clone(output))));
  return seen[0] as tf.Tensor;
}

export function withoutUnit(model: nn.Module, x: tf.Tensor, name: string, unit: number): tf.Tensor {
  return running(model, x, name, (_module, _inputs, output) => {
    const mask = tf.oneHot(unit, output.shape.at(-1) ?? 0).toFloat(); // [feature]
    return output.mul(tf.sub(1, mask));
  });
}

export function patchedRun(
  model: nn.Module,
  clean: tf.Tensor,
  corrupted: tf.Tensor,
  name: string,
): tf.Tensor {
  const activation = outputOf(model, clean, name);
  return running(model, corrupted, name, () => activation.clone());
}

export function recovered(
  model: nn.Module,
  clean: tf.Tensor,
  corrupted: tf.Tensor,
  names: string[],
): tf.Tensor {
  const measure = (output: tf.Tensor) => output.mean().reshape([1]);
  const low = measure(model.call(corrupted));
  const range = measure(model.call(clean)).sub(low);
  return tf.concat(
    names.map((name) => tf.div(measure(patchedRun(model, clean, corrupted, name)).sub(low), range)),
  );
}
