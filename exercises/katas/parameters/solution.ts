import { backward, einsum, nn, tf } from "arena/tools";

/** A group of parameters as an optimizer takes it. */
export interface DecayGroup {
  readonly params: nn.Parameter[];
  readonly weightDecay: number;
}

/** Takes activations apart into latents, most of them 0, and puts them together again. */
export class SparseAutoencoder extends nn.Module {
  encoder: nn.Parameter<tf.Rank.R2>; // [model, latent]
  encoderBias: nn.Parameter; // [latent]
  decoder: nn.Parameter<tf.Rank.R2> | null; // [latent, model]
  decoderBias: nn.Parameter; // [model]

  constructor(directions: tf.Tensor2D, tied = false) {
    super();
    const [nLatent, nModel] = directions.shape;
    this.encoder = new nn.Parameter(tf.transpose(directions)); // [model, latent]
    this.encoderBias = new nn.Parameter(tf.zeros([nLatent])); // [latent]
    this.decoder = tied ? null : new nn.Parameter(directions); // [latent, model]
    this.decoderBias = new nn.Parameter(tf.zeros([nModel])); // [model]
  }

  forward(x: tf.Tensor2D): tf.Tensor2D {
    const centred = x.sub<tf.Tensor2D>(this.decoderBias); // [batch, model]
    const latents = centred.matMul(this.encoder).add(this.encoderBias).relu<tf.Tensor2D>(); // [batch, latent]
    const decoder = this.decoder ?? tf.transpose(this.encoder); // [latent, model]
    return latents.matMul(decoder).add(this.decoderBias); // [batch, model]
  }
}

/** How many numbers of the model are parameters, by the field of the model that they are in. */
export function sizes(model: nn.Module): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, { size }] of model.namedParameters()) {
    const [part = ""] = name.split(".");
    counts[part] = (counts[part] ?? 0) + size;
  }
  return counts;
}

/** The trainable parameters in two groups: with two axes or more, which decay, and the others, which do not. */
export function decayGroups(model: nn.Module, weightDecay: number): [DecayGroup, DecayGroup] {
  const trained = model.parameters().filter(({ requiresGrad }) => requiresGrad);
  return [
    { params: trained.filter(({ rank }) => rank >= 2), weightDecay },
    { params: trained.filter(({ rank }) => rank < 2), weightDecay: 0 },
  ];
}

/** The length of the gradient of each parameter that has one; none is left behind. */
export function gradientNorms(model: nn.Module, lossFn: () => tf.Scalar): Record<string, tf.Scalar> {
  model.zeroGrad();
  backward(lossFn, model.parameters());
  const norms: Record<string, tf.Scalar> = {};
  for (const [name, { grad }] of model.namedParameters()) {
    if (grad !== null) norms[name] = grad.square().sum<tf.Scalar>().sqrt(); // []
  }
  model.zeroGrad();
  return norms;
}

/** Takes a direction out of what a layer writes: out of each column of its weight [out, in]. */
export function projectOut(weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D): void {
  const unit = direction.div(direction.norm()); // [out]
  const along = einsum("o, o i -> i", unit, weight); // [in]
  weight.assign(weight.sub(einsum("o, i -> o i", unit, along))); // [out, in]
}
