// A ModuleList in a class of its own, and tensors that are joined as they come.
import { concatenate, index, nn, tf, unsqueeze } from "arena/tools";

export function groupLosses(losses: number[], labels: number[], classes: number): number[][] {
  const groups = new Map<number, number[]>();
  for (let label = 0; label < classes; label++) groups.set(label, []);
  labels.forEach((label, example) => {
    groups.set(label, [...(groups.get(label) ?? []), losses[example] as number]);
  });
  return [...groups.values()];
}

class Mlp extends nn.Module {
  readonly layers = new nn.ModuleList();
  constructor(widths: number[]) {
    super();
    for (let i = 0; i + 1 < widths.length; i++)
      this.layers.append(new nn.Linear(widths[i] as number, widths[i + 1] as number));
  }
  forward(x: tf.Tensor): tf.Tensor {
    return [...this.layers].reduce((input, layer, i) => layer.call(i === 0 ? input : input.relu()), x);
  }
}

export function mlp(widths: number[]): nn.Module {
  return new Mlp(widths);
}

export async function lossCurve(model: nn.Module, batches: [tf.Tensor, tf.Tensor][]): Promise<number[]> {
  let curve: number[] = [];
  for await (const [x, y] of batches) {
    const difference = tf.sub(y, model.call(x)); // of y's shape
    const loss = (await difference.mul(difference).mean().array()) as number;
    curve = curve.concat(loss);
  }
  return curve;
}

export function collect(layer: nn.Module, batches: tf.Tensor2D[]): tf.Tensor {
  const [first, ...rest] = batches;
  return rest.reduce(
    (sofar: tf.Tensor, batch) => concatenate([sofar, layer.call(batch)], 0),
    layer.call(first as tf.Tensor2D),
  );
}

export async function generate(
  model: nn.Module,
  prompt: number[],
  n: number,
  end: number,
): Promise<number[]> {
  let text = tf.tensor1d(prompt, "int32"); // [position]
  for (let left = n; left > 0; left--) {
    const logits = index(model.call(unsqueeze(text, 0)), 0, -1); // [token]
    const next = tf.topk(logits, 1).indices; // [1]
    text = concatenate([text, next]) as tf.Tensor1D;
    if ((await next.data())[0] === end) left = 0;
  }
  return Array.from(await text.data());
}
