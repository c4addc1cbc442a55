import { nn, notYet, type tf } from "arena/tools";

/** Moves a running average towards a value. */
export function follow(average: nn.Buffer, value: tf.Tensor, momentum: number): void {
  // average and value have one shape; average is changed in place
  notYet(`follow of [${average.shape}] towards [${value.shape}] with ${momentum}`);
}

/** Hides from each query the keys in its future. */
export class CausalMask extends nn.Module {
  mask: nn.Buffer; // [query, key]

  constructor(nCtx: number) {
    super();
    notYet(`CausalMask of ${nCtx} positions`);
  }

  forward(scores: tf.Tensor): tf.Tensor {
    // scores and the result: [..., query, key]
    return notYet(`the masked scores [${scores.shape}]`);
  }
}

/** Collects rows in training, and gives their mean in evaluation. */
export class MeanAblation extends nn.Module {
  total: nn.Buffer; // [feature]
  count: nn.Buffer; // []

  constructor(nFeatures: number) {
    super();
    notYet(`MeanAblation of ${nFeatures} features`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // x and the result: [..., feature]
    return notYet(`what MeanAblation gives for [${x.shape}]`);
  }
}

/** Counts for how many training batches each latent has been silent. */
export class DeadLatents extends nn.Module {
  silence: nn.Buffer; // [latent]
  readonly patience: number;

  constructor(nLatents: number, patience: number) {
    super();
    this.patience = patience;
    notYet(`DeadLatents of ${nLatents} latents`);
  }

  forward(latents: tf.Tensor2D): tf.Tensor2D {
    // latents and the result: [batch, latent]
    return notYet(`what DeadLatents gives for [${latents.shape}]`);
  }

  dead(): tf.Tensor1D {
    // the result: [latent], bool
    return notYet("which latents are dead");
  }
}

/** The names of the buffers that a run of the model changes; afterwards they have their values again. */
export async function movedBuffers(model: nn.Module, x: tf.Tensor): Promise<string[]> {
  // x: the model's input
  return notYet(`movedBuffers of ${model.constructor.name} on [${x.shape}]`);
}
