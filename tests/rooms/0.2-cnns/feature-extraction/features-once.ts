// Computes what reaches the head once, by a pre-hook, and trains the head on that alone.
import { backward, evalMode, nn, noGrad, optim, tf } from "arena/tools";

type Classifier = nn.Module & { outLayers: nn.Sequential };

export const withNewHead = <C extends Classifier>(model: C, nClasses: number): C => {
  const inFeatures = (model.outLayers.at(model.outLayers.length - 1) as nn.Linear).inFeatures;
  const head = new nn.Linear(inFeatures, nClasses);
  model.outLayers.set(-1, head);
  model.requiresGrad_(false);
  head.requiresGrad_();
  return model;
};

export const trainHead = async (
  model: Classifier,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  settings: { steps: number; learningRate: number },
) => {
  const head = model.outLayers.at(-1);
  let features: tf.Tensor = images;
  {
    using _mode = evalMode(model);
    using _constants = noGrad();
    using _hook = head.registerForwardPreHook((_module, [input]) => {
      features = tf.keep(input!.clone()); // [batch, feature]
    });
    model.call(images);
  }
  const optimizer = new optim.SGD(head.parameters(), { lr: settings.learningRate });
  const losses: number[] = [];
  while (losses.length < settings.steps) {
    const loss = backward(() => nn.functional.crossEntropy(head.call(features), labels), head.parameters());
    optimizer.step();
    head.zeroGrad();
    losses.push(...(await loss.data()));
  }
  return losses;
};
