// Loops, names by hand, gradients by tfjs alone, and the projection by the squared length.
import { nn, tf } from "arena/tools";

export class SparseAutoencoder extends nn.Module {
  declare encoder: nn.Parameter;
  declare encoderBias: nn.Parameter;
  declare decoder: nn.Parameter | null;
  declare decoderBias: nn.Parameter;

  constructor(directions: tf.Tensor2D, tied = false) {
    super();
    const [latents, width] = directions.shape;
    this.encoder = new nn.Parameter(directions.transpose());
    this.encoderBias = new nn.Parameter(tf.fill([latents], 0));
    this.decoder = null;
    if (tied === false) this.decoder = new nn.Parameter(directions.clone());
    this.decoderBias = new nn.Parameter(tf.fill([width], 0));
  }

  get writing(): tf.Tensor2D {
    return (this.decoder ?? this.encoder.transpose()) as tf.Tensor2D;
  }

  forward(x: tf.Tensor2D): tf.Tensor {
    return tf.tidy(() => {
      const latents = x.sub(this.decoderBias).dot(this.encoder).add(this.encoderBias).relu(); // [batch, latent]
      return latents.dot(this.writing).add(this.decoderBias); // [batch, model]
    });
  }
}

export function sizes(model: nn.Module): Record<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<nn.Parameter>();
  for (const [name, parameter] of model.namedParameters()) {
    if (seen.has(parameter)) continue;
    seen.add(parameter);
    const dot = name.indexOf(".");
    const part = dot < 0 ? name : name.slice(0, dot);
    counts.set(part, parameter.size + (counts.get(part) ?? 0));
  }
  return Object.fromEntries(counts);
}

export function decayGroups(model: nn.Module, weightDecay: number) {
  const [matrices, others]: [nn.Parameter[], nn.Parameter[]] = [[], []];
  for (const parameter of model.parameters()) {
    if (!parameter.requiresGrad) continue;
    if (parameter.rank === 0 || parameter.rank === 1) others.push(parameter);
    else matrices.push(parameter);
  }
  return [
    { params: matrices, weightDecay },
    { params: others, weightDecay: 0 },
  ];
}

export function gradientNorms(model: nn.Module, lossFn: () => tf.Scalar): Record<string, tf.Scalar> {
  model.zeroGrad();
  const trained = model.namedParameters().filter(([, { trainable }]) => trainable);
  const { grads } = tf.variableGrads(
    lossFn,
    trained.map(([, parameter]) => parameter),
  );
  const norms: Record<string, tf.Scalar> = {};
  for (const [name, parameter] of trained) {
    const gradient = grads[parameter.name];
    if (gradient) norms[name] = tf.norm(gradient.flatten()) as tf.Scalar;
  }
  return norms;
}

export function projectOut(weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D): void {
  const column = direction.reshape<tf.Tensor2D>([direction.size, 1]); // [out, 1]
  const shares = tf.matMul(column, weight, true).div(column.square().sum()); // [1, in]
  weight.assign(weight.sub(column.mul(shares)));
}
