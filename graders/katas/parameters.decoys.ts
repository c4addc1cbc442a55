import { decoys } from "arena/grader";
import { backward, nn, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/parameters/solution.ts";

const { sizes, decayGroups, gradientNorms } = Solution;

/** The steps of the autoencoder at which mistakes are made. */
interface Steps {
  readonly encoderStart: (directions: tf.Tensor2D) => tf.Tensor;
  readonly biasStart: (length: number) => tf.Tensor;
  /** How the biases are kept: as parameters, unless somebody forgets it. */
  readonly kept: (values: tf.Tensor) => tf.Tensor;
  readonly decoder: (directions: tf.Tensor2D, tied: boolean) => nn.Parameter | null;
  /** What decodes when there is no decoder; `start` is the directions. */
  readonly tiedDecoder: (encoder: tf.Tensor, start: tf.Tensor) => tf.Tensor;
  readonly centred: boolean;
  readonly relu: boolean;
}

const RIGHT: Steps = {
  encoderStart: (directions) => tf.transpose(directions),
  biasStart: (length) => tf.zeros([length]),
  kept: (values) => new nn.Parameter(values),
  decoder: (directions, tied) => (tied ? null : new nn.Parameter(directions)),
  tiedDecoder: (encoder) => tf.transpose(encoder),
  centred: true,
  relu: true,
};

/** The autoencoder with some of its steps done otherwise. */
function autoencoderWith(changes: Partial<Steps>) {
  const steps: Steps = { ...RIGHT, ...changes };
  return class SparseAutoencoder extends nn.Module {
    encoder: nn.Parameter; // [model, latent]
    encoderBias: tf.Tensor; // [latent]
    decoder: nn.Parameter | null; // [latent, model]
    decoderBias: tf.Tensor; // [model]
    readonly #start: tf.Tensor; // [latent, model]

    constructor(directions: tf.Tensor2D, tied = false) {
      super();
      const [nLatent, nModel] = directions.shape;
      this.encoder = new nn.Parameter(steps.encoderStart(directions));
      this.encoderBias = steps.kept(steps.biasStart(nLatent));
      this.decoder = steps.decoder(directions, tied);
      this.decoderBias = steps.kept(steps.biasStart(nModel));
      this.#start = directions;
    }

    forward(x: tf.Tensor): tf.Tensor {
      const centred = steps.centred ? x.sub(this.decoderBias) : x; // [batch, model]
      const encoded = tf.matMul(centred, this.encoder).add(this.encoderBias); // [batch, latent]
      const decoder = this.decoder ?? steps.tiedDecoder(this.encoder, this.#start); // [latent, model]
      return tf.matMul(steps.relu ? encoded.relu() : encoded, decoder).add(this.decoderBias); // [batch, model]
    }
  };
}

/** Norms with something else measured of each gradient. */
const measured =
  (of: (grad: tf.Tensor) => tf.Tensor) =>
  (model: nn.Module, lossFn: () => tf.Scalar): Record<string, tf.Tensor> => {
    model.zeroGrad();
    backward(lossFn, model.parameters());
    const found = model.namedParameters().flatMap(([name, { grad }]) => (grad ? [[name, of(grad)]] : []));
    model.zeroGrad();
    return Object.fromEntries(found) as Record<string, tf.Tensor>;
  };

/** The part of each column along the direction. */
function along(weight: tf.Tensor, unit: tf.Tensor): tf.Tensor2D {
  const column = unit.reshape([-1, 1]); // [out, 1]
  return column.mul<tf.Tensor2D>(weight.mul(column).sum(0, true)); // [out, in]
}

export default decoys<typeof Solution>([
  {
    name: "biases-not-parameters",
    teaches:
      "Your biases are plain tensors: nothing trains or saves them. Wrap each in `new nn.Parameter(…)`.",
    caughtBy: ["declare/names-and-shapes", "declare/names-and-shapes-when-tied"],
    subProblem: "declare",
    implementation: { SparseAutoencoder: autoencoderWith({ kept: (values) => values }) },
  },
  {
    name: "biases-as-buffers",
    teaches: "Your biases are buffers: they are saved, but never trained. Make them parameters.",
    caughtBy: ["declare/names-and-shapes"],
    subProblem: "declare",
    technique: "buffers",
    implementation: {
      SparseAutoencoder: autoencoderWith({ kept: (values) => new nn.Buffer(values) }),
    },
  },
  {
    name: "tied-is-forgotten",
    teaches:
      "With `tied` there is still a decoder of its own, which training takes elsewhere. Let the field be `null`.",
    caughtBy: ["declare/names-and-shapes-when-tied"],
    subProblem: "declare",
    implementation: {
      SparseAutoencoder: autoencoderWith({ decoder: (directions) => new nn.Parameter(directions) }),
    },
  },
  {
    name: "tied-and-not-null",
    teaches:
      "With `tied` your decoder is a tensor that was computed once. Let the field be `null`, and transpose in `forward`.",
    caughtBy: ["declare/names-and-shapes-when-tied", "declare/a-reconstruction-when-tied"],
    subProblem: "declare",
    implementation: {
      SparseAutoencoder: autoencoderWith({
        decoder: (directions, tied) => (tied ? (directions.clone() as never) : new nn.Parameter(directions)),
      }),
    },
  },
  {
    name: "tied-to-the-start",
    teaches:
      "Tied, you decode with what the encoder was at the start. Transpose the encoder in `forward`, each time.",
    caughtBy: ["declare/a-reconstruction-when-tied"],
    subProblem: "declare",
    implementation: { SparseAutoencoder: autoencoderWith({ tiedDecoder: (_encoder, start) => start }) },
  },
  {
    name: "encoder-not-transposed",
    teaches: "Your encoder has the shape of the directions. It is [model, latent]: transpose them.",
    caughtBy: ["declare/names-and-shapes", "declare/values-at-the-start"],
    subProblem: "declare",
    implementation: { SparseAutoencoder: autoencoderWith({ encoderStart: (directions) => directions }) },
  },
  {
    name: "biases-of-ones",
    teaches: "Your biases start at 1. They start at 0.",
    caughtBy: ["declare/values-at-the-start"],
    subProblem: "declare",
    implementation: {
      SparseAutoencoder: autoencoderWith({ biasStart: (length) => tf.ones([length]) }),
    },
  },
  {
    name: "not-centred",
    teaches: "You added the decoder's bias at the end, but did not take it off `x` at the beginning.",
    caughtBy: ["declare/a-reconstruction", "declare/a-reconstruction-when-tied"],
    subProblem: "declare",
    implementation: { SparseAutoencoder: autoencoderWith({ centred: false }) },
  },
  {
    name: "no-relu",
    teaches: "There is no ReLU between encoder and decoder, so that no latent is ever off.",
    caughtBy: ["declare/a-reconstruction", "declare/a-reconstruction-when-tied"],
    subProblem: "declare",
    implementation: { SparseAutoencoder: autoencoderWith({ relu: false }) },
  },
  {
    name: "tensors-counted",
    teaches: "You counted tensors. Asked is how many numbers they hold: add up their `size`.",
    caughtBy: ["count/a-model-with-all-kinds-of-parts"],
    subProblem: "count",
    implementation: {
      sizes: (model: nn.Module) => {
        const parts = model.namedParameters().map(([name]) => name.split(".")[0] ?? "");
        return Object.fromEntries(
          [...new Set(parts)].map((part) => [part, parts.filter((other) => other === part).length]),
        );
      },
    },
  },
  {
    name: "counted-by-kind",
    teaches: "You counted by the last piece of the name: weights and biases. The part is the first piece.",
    caughtBy: ["count/a-model-with-all-kinds-of-parts"],
    subProblem: "count",
    implementation: {
      sizes: (model: nn.Module) => {
        const counts: Record<string, number> = {};
        for (const [name, { size }] of model.namedParameters()) {
          const kind = name.split(".").at(-1) ?? "";
          counts[kind] = (counts[kind] ?? 0) + size;
        }
        return counts;
      },
    },
  },
  {
    name: "shared-counted-twice",
    teaches:
      "You counted a shared parameter in both parts. `namedParameters()` of the whole model lists it once.",
    caughtBy: ["count/a-model-with-all-kinds-of-parts"],
    subProblem: "count",
    implementation: {
      sizes: (model: nn.Module) => ({
        ...sizes(model),
        ...Object.fromEntries(
          model
            .namedChildren()
            .map(([name, child]) => [name, child.parameters().reduce((sum, { size }) => sum + size, 0)])
            .filter(([, count]) => count !== 0),
        ),
      }),
    },
  },
  {
    name: "buffers-counted",
    teaches: "You counted the state dict, and buffers are in it, too. Count parameters only.",
    caughtBy: ["count/a-model-with-all-kinds-of-parts"],
    subProblem: "count",
    technique: "state-dict",
    implementation: {
      sizes: (model: nn.Module) => {
        const counts = sizes(model);
        for (const [name, { size }] of model.namedBuffers()) {
          const [part = ""] = name.split(".");
          counts[part] = (counts[part] ?? 0) + size;
        }
        return counts;
      },
    },
  },
  {
    name: "frozen-left-out",
    teaches: "You left out what is frozen. It is part of the model's size all the same.",
    caughtBy: ["count/a-model-with-all-kinds-of-parts"],
    subProblem: "count",
    implementation: {
      sizes: (model: nn.Module) => {
        const counts: Record<string, number> = {};
        for (const [name, { size, requiresGrad }] of model.namedParameters()) {
          const [part = ""] = name.split(".");
          if (requiresGrad) counts[part] = (counts[part] ?? 0) + size;
        }
        return counts;
      },
    },
  },
  {
    name: "last-one-of-a-part",
    teaches: "You kept the size of the last parameter of each part. Add it to what the part has already.",
    caughtBy: ["count/a-model-with-all-kinds-of-parts"],
    subProblem: "count",
    implementation: {
      sizes: (model: nn.Module) =>
        Object.fromEntries(
          model.namedParameters().map(([name, { size }]) => [name.split(".")[0] ?? "", size]),
        ),
    },
  },
  {
    name: "weights-by-name",
    teaches:
      "You went by names. The gain of a norm is called `weight`, too, and a table of positions is not: look at the number of axes.",
    caughtBy: ["decay/the-groups-of-a-model"],
    subProblem: "decay",
    implementation: {
      decayGroups: (model: nn.Module, weightDecay: number) => {
        const trained = model.namedParameters().filter(([, { requiresGrad }]) => requiresGrad);
        const those = (isWeight: boolean) =>
          trained.filter(([name]) => name.endsWith("weight") === isWeight).map(([, parameter]) => parameter);
        return [
          { params: those(true), weightDecay },
          { params: those(false), weightDecay: 0 },
        ];
      },
    },
  },
  {
    name: "frozen-in-a-group",
    teaches: "Frozen parameters are in your groups. Leave out those whose `requiresGrad` is false.",
    caughtBy: ["decay/the-groups-of-a-model"],
    subProblem: "decay",
    technique: "freezing",
    implementation: {
      decayGroups: (model: nn.Module, weightDecay: number) => [
        { params: model.parameters().filter(({ rank }) => rank >= 2), weightDecay },
        { params: model.parameters().filter(({ rank }) => rank < 2), weightDecay: 0 },
      ],
    },
  },
  {
    name: "everything-decays",
    teaches: "Both groups decay. The second one, of biases and gains, decays by 0.",
    caughtBy: ["decay/the-groups-of-a-model", "decay/filters-of-a-convolution"],
    subProblem: "decay",
    implementation: {
      decayGroups: (model: nn.Module, weightDecay: number) =>
        decayGroups(model, weightDecay).map(({ params }) => ({ params, weightDecay })),
    },
  },
  {
    name: "only-two-axes",
    teaches: "A convolution's weight has four axes and decays, too. Ask for two axes or more.",
    caughtBy: ["decay/filters-of-a-convolution"],
    subProblem: "decay",
    implementation: {
      decayGroups: (model: nn.Module, weightDecay: number) => {
        const trained = model.parameters().filter(({ requiresGrad }) => requiresGrad);
        return [
          { params: trained.filter(({ rank }) => rank === 2), weightDecay },
          { params: trained.filter(({ rank }) => rank !== 2), weightDecay: 0 },
        ];
      },
    },
  },
  {
    name: "copies-in-the-groups",
    teaches:
      "Your groups hold copies, and an optimizer would train those. Put the parameters themselves into them.",
    caughtBy: ["decay/the-groups-of-a-model"],
    subProblem: "decay",
    implementation: {
      decayGroups: (model: nn.Module, weightDecay: number) =>
        decayGroups(model, weightDecay).map((group) => ({
          ...group,
          params: group.params.map((parameter) => new nn.Parameter(parameter)),
        })),
    },
  },
  {
    name: "added-to-the-last-one",
    teaches: "Gradients from before were still there, and `backward` added to them. Set them to null first.",
    caughtBy: ["gradients/gradients-from-before"],
    subProblem: "gradients",
    implementation: {
      gradientNorms: (model: nn.Module, lossFn: () => tf.Scalar) => {
        backward(lossFn, model.parameters());
        const found = model
          .namedParameters()
          .flatMap(([name, { grad }]) => (grad ? [[name, grad.square().sum().sqrt()]] : []));
        model.zeroGrad();
        return Object.fromEntries(found);
      },
    },
  },
  {
    name: "gradients-left",
    teaches:
      "Your gradients are still there, and the next `backward` of the training run adds to them. Clear them at the end.",
    caughtBy: ["gradients/gradients-afterwards"],
    subProblem: "gradients",
    implementation: {
      gradientNorms: (model: nn.Module, lossFn: () => tf.Scalar) => {
        const norms = gradientNorms(model, lossFn);
        backward(lossFn, model.parameters());
        return norms;
      },
    },
  },
  {
    name: "squared-length",
    teaches: "You gave the sum of squares. The length is its root.",
    caughtBy: ["gradients/a-part-that-is-frozen-and-one-that-is-idle"],
    subProblem: "gradients",
    implementation: { gradientNorms: measured((grad) => grad.square().sum()) },
  },
  {
    name: "summed-gradient",
    teaches: "You added the entries up: those above and below 0 cancel. Square them first.",
    caughtBy: ["gradients/a-part-that-is-frozen-and-one-that-is-idle"],
    subProblem: "gradients",
    implementation: { gradientNorms: measured((grad) => grad.sum()) },
  },
  {
    name: "lengths-of-the-weights",
    teaches: "You measured the parameters themselves. Their gradient is in `grad`.",
    caughtBy: ["gradients/a-part-that-is-frozen-and-one-that-is-idle"],
    subProblem: "gradients",
    implementation: {
      gradientNorms: (model: nn.Module) =>
        Object.fromEntries(
          model.namedParameters().map(([name, parameter]) => [name, parameter.square().sum().sqrt()]),
        ),
    },
  },
  {
    name: "zero-for-none",
    teaches: "What has no gradient got a 0 from you. It is to have no entry: 0 would say that it was tried.",
    caughtBy: ["gradients/a-part-that-is-frozen-and-one-that-is-idle"],
    subProblem: "gradients",
    implementation: {
      gradientNorms: (model: nn.Module, lossFn: () => tf.Scalar) => {
        const norms: Record<string, tf.Scalar> = gradientNorms(model, lossFn);
        return Object.fromEntries(
          model.namedParameters().map(([name]) => [name, norms[name] ?? tf.scalar(0)]),
        );
      },
    },
  },
  {
    name: "not-made-one-long",
    teaches: "The direction need not be one long: divide it by its length first.",
    caughtBy: ["edit/a-matrix-by-hand", "edit/more-outputs-than-inputs"],
    subProblem: "edit",
    technique: "norms",
    implementation: {
      projectOut: (weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D) =>
        weight.assign(weight.sub(along(weight, direction))),
    },
  },
  {
    name: "one-long-once",
    teaches:
      "You used the direction twice and made it one long once. Do it first, then use the unit in both places.",
    caughtBy: ["edit/a-matrix-by-hand", "edit/more-outputs-than-inputs"],
    subProblem: "edit",
    technique: "norms",
    implementation: {
      projectOut: (weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D) =>
        weight.assign(weight.sub(along(weight, direction).div(direction.norm()))),
    },
  },
  {
    name: "taken-from-the-inputs",
    teaches:
      "You took it out of what the layer reads: the rows. It is to go from what it writes: the columns.",
    caughtBy: ["edit/a-matrix-by-hand"],
    subProblem: "edit",
    implementation: {
      projectOut: (weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D) => {
        const flipped = tf.transpose(weight); // [in, out]
        const rest = flipped.sub<tf.Tensor2D>(along(flipped, direction.div(direction.norm()))); // [in, out]
        weight.assign(tf.transpose(rest));
      },
    },
  },
  {
    name: "only-the-direction",
    teaches: "You kept what lies along the direction and dropped the rest. Subtract it from the weight.",
    caughtBy: ["edit/a-matrix-by-hand", "edit/more-outputs-than-inputs"],
    subProblem: "edit",
    implementation: {
      projectOut: (weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D) =>
        weight.assign(along(weight, direction.div(direction.norm()))),
    },
  },
  {
    name: "never-assigned",
    teaches: "You computed it, and the parameter is as it was. Write it in by `weight.assign(…)`.",
    caughtBy: ["edit/a-matrix-by-hand", "edit/more-outputs-than-inputs"],
    subProblem: "edit",
    implementation: {
      projectOut: (weight: nn.Parameter<tf.Rank.R2>, direction: tf.Tensor1D) =>
        weight.sub(along(weight, direction.div(direction.norm()))),
    },
  },
]);
