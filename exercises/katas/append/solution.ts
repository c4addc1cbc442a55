import { concatenate, index, nn, tf } from "arena/tools";

/** The losses of each class by themselves, in the order of the examples. */
export function groupLosses(losses: number[], labels: number[], classes: number): number[][] {
  const groups: number[][] = Array.from({ length: classes }, () => []);
  for (const [example, loss] of losses.entries()) groups[labels[example] as number]?.push(loss);
  return groups;
}

/** Linear layers from each width to the next, with a ReLU between two of them. */
export function mlp(widths: number[]): nn.Module {
  const layers: nn.Module[] = [];
  for (const [i, width] of widths.slice(1).entries()) {
    if (i > 0) layers.push(new nn.ReLU());
    layers.push(new nn.Linear(widths[i] as number, width));
  }
  return new nn.Sequential(...layers);
}

/** The mean squared error of each batch, as plain numbers. */
export async function lossCurve(
  model: nn.Module,
  batches: [x: tf.Tensor, y: tf.Tensor][],
): Promise<number[]> {
  const curve: number[] = [];
  for (const [x, y] of batches) {
    const loss = model.call(x).sub(y).square().mean(); // []
    const [value = 0] = await loss.data();
    curve.push(value);
  }
  return curve;
}

/** What the layer gives for all examples, collected batch by batch. */
export function collect(layer: nn.Module, batches: tf.Tensor2D[]): tf.Tensor2D {
  const outputs: tf.Tensor[] = []; // [batch, feature] each
  for (const batch of batches) outputs.push(layer.call(batch));
  return concatenate(outputs) as tf.Tensor2D; // [example, feature]
}

/** The prompt, and up to n tokens that the model likes best, one after the other; it stops behind the token `end`. */
export async function generate(
  model: nn.Module,
  prompt: number[],
  n: number,
  end: number,
): Promise<number[]> {
  const tokens = [...prompt];
  for (let i = 0; i < n; i++) {
    const logits = model.call(tf.tensor2d([tokens], [1, tokens.length], "int32")); // [1, position, token]
    const [next = end] = await index(logits, 0, -1).argMax(0).data();
    tokens.push(next);
    if (next === end) break;
  }
  return tokens;
}
