// Sets and lists throughout, and the projection as a matrix.
import { backward, nn, rearrange, tf, unsqueeze } from "arena/tools";

export class SparseAutoencoder extends nn.Module {
  readonly encoder: nn.Parameter;
  readonly encoderBias: nn.Parameter;
  readonly decoder: nn.Parameter | null = null;
  readonly decoderBias: nn.Parameter;

  constructor(directions: tf.Tensor2D, tied?: boolean) {
    super();
    this.encoder = new nn.Parameter(rearrange(directions, "latent model -> model latent"));
    this.encoderBias = nn.init.zeros(new nn.Parameter(tf.ones([directions.shape[0]])));
    if (!tied) this.decoder = new nn.Parameter(directions);
    else this.decoder = null;
    this.decoderBias = new nn.Parameter(tf.zerosLike(directions.sum(0)));
  }

  forward(x: tf.Tensor): tf.Tensor {
    const shifted = tf.sub(x, unsqueeze(this.decoderBias, 0)); // [batch, model]
    const before = tf.add(tf.matMul(shifted, this.encoder), this.encoderBias); // [batch, latent]
    const latents = tf.maximum(before, 0); // [batch, latent]
    const decoded =
      this.decoder === null
        ? tf.matMul(latents, this.encoder, false, true)
        : tf.matMul(latents, this.decoder);
    return tf.add(decoded, this.decoderBias); // [batch, model]
  }
}

export const sizes = (model: nn.Module): Record<string, number> => {
  const named = model.namedParameters();
  const parts = new Set(named.map(([name]) => name.replace(/\..*/, "")));
  return Object.fromEntries(
    [...parts].map((part) => [
      part,
      named
        .filter(([name]) => name === part || name.startsWith(`${part}.`))
        .map(([, { shape }]) => shape.reduce((product, length) => product * length, 1))
        .reduce((sum, size) => sum + size),
    ]),
  );
};

export function decayGroups(model: nn.Module, weightDecay: number) {
  const groups = [
    { params: new Set<nn.Parameter>(), weightDecay },
    { params: new Set<nn.Parameter>(), weightDecay: 0 },
  ];
  for (const parameter of model.parameters()) {
    if (!parameter.requiresGrad) continue;
    groups[parameter.shape.length > 1 ? 0 : 1]?.params.add(parameter);
  }
  return groups;
}

export function gradientNorms(model: nn.Module, lossFn: () => tf.Scalar): Record<string, tf.Tensor> {
  for (const parameter of model.parameters()) parameter.grad = null;
  backward(lossFn, model.parameters());
  try {
    return Object.fromEntries(
      model
        .namedParameters()
        .filter(([, parameter]) => parameter.grad !== null)
        .map(([name, parameter]) => [name, tf.norm((parameter.grad as tf.Tensor).flatten())]),
    );
  } finally {
    for (const parameter of model.parameters()) parameter.grad = null;
  }
}

export function projectOut(weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D): void {
  const row = direction.div(tf.sqrt(tf.dot(direction, direction))).reshape<tf.Tensor2D>([1, -1]); // [1, out]
  const projection = tf.eye(direction.size).sub<tf.Tensor2D>(tf.matMul(row, row, true)); // [out, out]
  weight.assign(tf.matMul(projection, weight));
}
