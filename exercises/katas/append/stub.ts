import { type nn, notYet, type tf } from "arena/tools";

/** The losses of each class by themselves, in the order of the examples. */
export function groupLosses(losses: number[], labels: number[], classes: number): number[][] {
  // losses and labels: one plain number an example; the result: one array a class
  return notYet(`groupLosses of ${losses.length} losses and ${labels.length} labels in ${classes} classes`);
}

/** Linear layers from each width to the next, with a ReLU between two of them. */
export function mlp(widths: number[]): nn.Module {
  // the result takes [batch, first width] and gives [batch, last width]
  return notYet(`mlp of the widths ${widths}`);
}

/** The mean squared error of each batch, as plain numbers. */
export async function lossCurve(
  model: nn.Module,
  batches: [x: tf.Tensor, y: tf.Tensor][],
): Promise<number[]> {
  // x: what the model takes; y: of the shape that it gives; the result: one plain number a batch
  return notYet(`lossCurve of ${model.constructor.name} over ${batches.length} batches`);
}

/** What the layer gives for all examples, collected batch by batch. */
export function collect(layer: nn.Module, batches: tf.Tensor2D[]): tf.Tensor2D {
  // each batch: [batch, in], not all of them equally long; the result: [example, feature]
  return notYet(`collect of ${layer.constructor.name} over ${batches.length} batches`);
}

/** The prompt, and up to n tokens that the model likes best, one after the other; it stops behind the token `end`. */
export async function generate(
  model: nn.Module,
  prompt: number[],
  n: number,
  end: number,
): Promise<number[]> {
  // model: [1, position] int32 → logits [1, position, token]; the result: plain numbers
  return notYet(`generate of ${n} tokens behind ${prompt.length} by ${model.constructor.name}, up to ${end}`);
}
