import { nn, notYet, type tf } from "arena/tools";

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
    // directions: [latent, model]
    notYet(`SparseAutoencoder of directions [${directions.shape}], ${tied ? "tied" : "not tied"}`);
  }

  forward(x: tf.Tensor2D): tf.Tensor2D {
    // x and the result: [batch, model]
    return notYet(`the reconstruction of [${x.shape}]`);
  }
}

/** How many numbers of the model are parameters, by the field of the model that they are in. */
export function sizes(model: nn.Module): Record<string, number> {
  // the result: a number for each part, by the part's name
  return notYet(`sizes of ${model.constructor.name}`);
}

/** The trainable parameters in two groups: with two axes or more, which decay, and the others, which do not. */
export function decayGroups(model: nn.Module, weightDecay: number): [DecayGroup, DecayGroup] {
  // the result: what decays by weightDecay, then what decays by 0
  return notYet(`decayGroups of ${model.constructor.name} with ${weightDecay}`);
}

/** The length of the gradient of each parameter that has one; none is left behind. */
export function gradientNorms(model: nn.Module, lossFn: () => tf.Scalar): Record<string, tf.Scalar> {
  // lossFn runs the model; the result: a scalar for each parameter, by its name
  return notYet(`gradientNorms of ${model.constructor.name} by ${lossFn.name || "a loss"}`);
}

/** Takes a direction out of what a layer writes: out of each column of its weight [out, in]. */
export function projectOut(weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D): void {
  // weight: [out, in], changed in place; direction: [out]
  notYet(`projectOut of [${direction.shape}] from [${weight.shape}]`);
}
