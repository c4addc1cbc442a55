// Arrays made whole: map, filter, flatMap and spread.
import { nn, tf } from "arena/tools";

export const groupLosses = (losses: number[], labels: number[], classes: number) =>
  [...Array(classes).keys()].map((label) => losses.filter((_, example) => labels[example] === label));

export const mlp = (widths: number[]) =>
  new nn.Sequential(
    ...widths.flatMap((width, i) => {
      const next = widths[i + 1];
      if (next === undefined) return [];
      return i === 0 ? [new nn.Linear(width, next)] : [new nn.ReLU(), new nn.Linear(width, next)];
    }),
  );

export const lossCurve = async (model: nn.Module, batches: [tf.Tensor, tf.Tensor][]) => {
  const losses = batches.map(([x, y]) => tf.losses.meanSquaredError(y, model.call(x)));
  const values = await Promise.all(losses.map((loss) => loss.data()));
  return values.flatMap((value) => Array.from(value));
};

export const collect = (layer: nn.Module, batches: tf.Tensor2D[]) =>
  tf.concat(
    batches.map((batch) => layer.call(batch)),
    0,
  );

export async function generate(
  model: nn.Module,
  prompt: number[],
  n: number,
  end: number,
): Promise<number[]> {
  if (n === 0) return prompt.slice();
  const logits = model.call(tf.tensor([prompt], [1, prompt.length], "int32")); // [1, position, token]
  const best = await logits.argMax(-1).array(); // [1, position]
  const next = (best as number[][])[0]?.at(-1) as number;
  return next === end ? [...prompt, next] : generate(model, [...prompt, next], n - 1, end);
}
