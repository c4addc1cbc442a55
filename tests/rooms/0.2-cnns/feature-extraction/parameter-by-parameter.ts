// Freezes in a loop, keeps modes by hand and restores them in finally, updates weights without an optimizer.
import { backward, nn, tf } from "arena/tools";

type Classifier = nn.Module & { outLayers: nn.Sequential };

export function withNewHead<C extends Classifier>(model: C, nClasses: number): C {
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  const layers = [...model.outLayers];
  const old = layers[layers.length - 1] as nn.Linear;
  const fresh = new nn.Linear(old.weight.shape[1]!, nClasses);
  model.outLayers.set(layers.length - 1, fresh);
  return model;
}

export async function trainHead(
  model: Classifier,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  { steps, learningRate }: { steps: number; learningRate: number },
): Promise<number[]> {
  const before = model.modules().map((module) => module.training);
  const head = model.outLayers.at(-1) as nn.Linear;
  const losses: tf.Scalar[] = [];
  try {
    model.eval();
    for (let step = 0; step < steps; step++) {
      losses.push(backward(() => nn.functional.crossEntropy(model.call(images), labels), head.parameters()));
      for (const parameter of head.parameters()) {
        parameter.assign(tf.tidy(() => parameter.sub(parameter.grad!.mul(learningRate))));
        parameter.grad = null;
      }
    }
  } finally {
    model.modules().forEach((module, i) => {
      module.training = before[i]!;
    });
  }
  return Promise.all(losses.map(async (loss) => (await loss.data())[0]!));
}
