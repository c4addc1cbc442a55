import { decoys } from "arena/grader";
import { nn, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/resnet/solution.ts";
import {
  AveragePool,
  BlockGroup,
  type ResNet,
  type ResNetConfig,
} from "../../exercises/0.2-cnns/resnet/solution.ts";

/** One block, as a group of one. */
const block = (inFeats: number, outFeats: number, stride = 1): nn.Module =>
  new BlockGroup(1, inFeats, outFeats, stride).blocks.at(0);

/** The pool with another reduction. */
const poolWith = (pool: (x: tf.Tensor4D) => tf.Tensor) =>
  class AveragePool extends nn.Module {
    forward(x: tf.Tensor4D): tf.Tensor {
      return pool(x);
    }
  };

type Sizes = readonly [nBlocks: number, inFeats: number, outFeats: number, firstStride: number];

/** The group with its list of blocks made otherwise; `keep` says what becomes the field. */
const groupWith = (blocksOf: (...sizes: Sizes) => nn.Module[], keep: "sequential" | "array" = "sequential") =>
  class BlockGroup extends nn.Module {
    blocks: unknown;
    constructor(nBlocks: number, inFeats: number, outFeats: number, firstStride = 1) {
      super();
      const list = blocksOf(nBlocks, inFeats, outFeats, firstStride);
      this.blocks = keep === "array" ? list : new nn.Sequential(...list);
    }
    forward(x: tf.Tensor4D): tf.Tensor {
      return [...(this.blocks as Iterable<nn.Module>)].reduce(
        (input: tf.Tensor, each) => each.call(input),
        x,
      );
    }
  };

/** A list of `n` things made one by one. */
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** The steps of the network at which mistakes are made. */
interface Steps {
  readonly stem: (cfg: ResNetConfig) => nn.Module[];
  readonly groups: (cfg: ResNetConfig) => nn.Module[];
  readonly head: (cfg: ResNetConfig) => nn.Module[];
  readonly order: readonly (keyof ResNet & `${string}Layers`)[];
}

const convolution = (cfg: ResNetConfig, kernel = 7, padding = 3, bias = false) =>
  new nn.Conv2d(cfg.inChannels, cfg.stemFeatures, kernel, { stride: 2, padding, bias });
const norm = (cfg: ResNetConfig) => new nn.BatchNorm2d(cfg.stemFeatures);
const pool = (padding = 1) => new nn.MaxPool2d(3, { stride: 2, padding });
const widthsInto = ({ stemFeatures, outFeaturesPerGroup }: ResNetConfig) => [
  stemFeatures,
  ...outFeaturesPerGroup,
];
const last = (cfg: ResNetConfig) => widthsInto(cfg).at(-1) as number;

/** The groups, where some of the configuration is read otherwise. */
const groupsOf = (
  cfg: ResNetConfig,
  changes: { into?: readonly number[]; strides?: readonly number[]; blocks?: readonly number[] } = {},
) => {
  const {
    into = widthsInto(cfg),
    strides = cfg.firstStridesPerGroup,
    blocks = cfg.nBlocksPerGroup,
  } = changes;
  return cfg.outFeaturesPerGroup.map(
    (out, i) => new BlockGroup(blocks[i] ?? 1, into[i] as number, out, strides[i]),
  );
};

/** The configuration cut or filled up to two groups. */
const twoGroupsOf = (cfg: ResNetConfig): ResNetConfig => {
  const [first = 1, second = first] = cfg.outFeaturesPerGroup;
  return { ...cfg, outFeaturesPerGroup: [first, second] };
};

const RIGHT: Steps = {
  stem: (cfg) => [convolution(cfg), norm(cfg), new nn.ReLU(), pool()],
  groups: (cfg) => groupsOf(cfg),
  head: (cfg) => [new AveragePool(), new nn.Linear(last(cfg), cfg.nClasses)],
  order: ["inLayers", "residualLayers", "outLayers"],
};

/** The network with some of its steps done otherwise. */
function networkWith(changes: Partial<Steps>) {
  const steps: Steps = { ...RIGHT, ...changes };
  return class ResNet extends nn.Module {
    inLayers!: nn.Sequential;
    residualLayers!: nn.Sequential;
    outLayers!: nn.Sequential;

    constructor(cfg: ResNetConfig) {
      super();
      const layers = { inLayers: steps.stem, residualLayers: steps.groups, outLayers: steps.head };
      for (const field of steps.order) this[field] = new nn.Sequential(...layers[field](cfg));
    }

    forward(x: tf.Tensor4D): tf.Tensor {
      return this.outLayers.call(this.residualLayers.call(this.inLayers.call(x)));
    }
  };
}

class Softmax extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return x.softmax(); // [batch, class]
  }
}

export default decoys<typeof Solution>([
  {
    name: "pool-keeps-axes",
    teaches:
      "Your average keeps height and width as axes of length 1. Reduce them away: [batch, channel] is what the linear layer takes.",
    caughtBy: ["pool/two-channels-by-hand", "pool/several-images"],
    subProblem: "pool",
    implementation: { AveragePool: poolWith((x) => x.mean([2, 3], true)) },
  },
  {
    name: "pool-takes-the-maximum",
    teaches: "You take each channel's maximum; an average pool takes the mean.",
    caughtBy: ["pool/two-channels-by-hand", "pool/several-images"],
    subProblem: "pool",
    implementation: { AveragePool: poolWith((x) => x.max([2, 3])) },
  },
  {
    name: "pool-sums",
    teaches:
      "You sum over the picture. A mean divides by height · width, so that larger pictures do not give larger features.",
    caughtBy: ["pool/two-channels-by-hand", "pool/several-images"],
    subProblem: "pool",
    implementation: { AveragePool: poolWith((x) => x.sum([2, 3])) },
  },
  {
    name: "pool-over-channels",
    teaches: "You average over channel and height. Channels stay apart: reduce the last two axes.",
    caughtBy: ["pool/two-channels-by-hand"],
    subProblem: "pool",
    implementation: { AveragePool: poolWith((x) => x.mean([1, 2])) },
  },
  {
    name: "pool-over-the-width-only",
    teaches: "You average over the width only. Height goes, too.",
    caughtBy: ["pool/two-channels-by-hand"],
    subProblem: "pool",
    implementation: { AveragePool: poolWith((x) => x.mean(-1)) },
  },
  {
    name: "every-block-strided",
    teaches:
      "Every block of your group has the stride, so the picture shrinks at each. Only the first block has it.",
    caughtBy: ["group/only-the-first-block-changes-the-shape", "group/a-stride-without-more-channels"],
    subProblem: "group",
    implementation: {
      BlockGroup: groupWith((n, from, to, stride) => times(n, (i) => block(i === 0 ? from : to, to, stride))),
    },
  },
  {
    name: "every-block-takes-the-groups-input",
    teaches: "Every block of your group takes inFeats channels. After the first there are outFeats.",
    caughtBy: ["group/only-the-first-block-changes-the-shape", "group/what-a-group-gives"],
    subProblem: "group",
    implementation: {
      BlockGroup: groupWith((n, from, to, stride) => times(n, (i) => block(from, to, i === 0 ? stride : 1))),
    },
  },
  {
    name: "one-block-too-many",
    teaches: "Your group has nBlocks + 1 blocks. The first one counts, too.",
    caughtBy: ["group/only-the-first-block-changes-the-shape", "group/a-single-block"],
    subProblem: "group",
    implementation: {
      BlockGroup: groupWith((n, from, to, stride) => [
        block(from, to, stride),
        ...times(n, () => block(to, to)),
      ]),
    },
  },
  {
    name: "one-block-repeated",
    teaches:
      "All blocks after the first are one object, put in the list several times (Array.fill?), so they share their weights. Make a new block each time.",
    caughtBy: ["group/only-the-first-block-changes-the-shape"],
    subProblem: "group",
    implementation: {
      BlockGroup: groupWith((n, from, to, stride) => [
        block(from, to, stride),
        ...new Array<nn.Module>(n - 1).fill(block(to, to)),
      ]),
    },
  },
  {
    name: "blocks-in-a-plain-array",
    teaches:
      "Your blocks stand in a plain array, which a module does not look into: no parameter is found, nothing would be trained. Use nn.Sequential.",
    caughtBy: ["group/only-the-first-block-changes-the-shape", "group/a-single-block"],
    subProblem: "group",
    technique: "module-blocks",
    implementation: {
      BlockGroup: groupWith(
        (n, from, to, stride) => times(n, (i) => (i === 0 ? block(from, to, stride) : block(to, to))),
        "array",
      ),
    },
  },
  {
    name: "group-without-stride",
    teaches: "firstStride is not passed on to your group's first block.",
    caughtBy: ["group/a-stride-without-more-channels", "group/what-a-group-gives"],
    subProblem: "group",
    implementation: {
      BlockGroup: groupWith((n, from, to) => times(n, (i) => block(i === 0 ? from : to, to))),
    },
  },
  {
    name: "stem-convolution-with-bias",
    teaches:
      "The stem's convolution has a bias, which the norm behind it takes away again: pass bias: false.",
    caughtBy: ["stem/a-convolution-without-bias-and-a-norm"],
    subProblem: "stem",
    implementation: {
      ResNet: networkWith({
        stem: (cfg) => [convolution(cfg, 7, 3, true), norm(cfg), new nn.ReLU(), pool()],
      }),
    },
  },
  {
    name: "stem-kernel-of-3",
    teaches: "The stem's kernel is 7 × 7 (with padding 3), not 3 × 3 like those of the blocks.",
    caughtBy: ["stem/a-convolution-without-bias-and-a-norm"],
    subProblem: "stem",
    implementation: {
      ResNet: networkWith({ stem: (cfg) => [convolution(cfg, 3, 1), norm(cfg), new nn.ReLU(), pool()] }),
    },
  },
  {
    name: "stem-without-padding",
    teaches: "The stem's convolution has no padding. With kernel 7 it takes 3 to halve the size exactly.",
    caughtBy: ["stem/what-the-stem-gives"],
    subProblem: "stem",
    implementation: {
      ResNet: networkWith({ stem: (cfg) => [convolution(cfg, 7, 0), norm(cfg), new nn.ReLU(), pool()] }),
    },
  },
  {
    name: "stem-without-relu",
    teaches: "There is no ReLU between the stem's norm and its pooling.",
    caughtBy: ["stem/what-the-stem-gives"],
    subProblem: "stem",
    implementation: { ResNet: networkWith({ stem: (cfg) => [convolution(cfg), norm(cfg), pool()] }) },
  },
  {
    name: "stem-without-pooling",
    teaches: "Your stem does not pool: its output is twice as high and wide as it should be.",
    caughtBy: ["stem/what-the-stem-gives"],
    subProblem: "stem",
    implementation: { ResNet: networkWith({ stem: (cfg) => [convolution(cfg), norm(cfg), new nn.ReLU()] }) },
  },
  {
    name: "pooling-without-padding",
    teaches: "The stem's max pooling has no padding. With windows of 3 and stride 2 it takes 1.",
    caughtBy: ["stem/what-the-stem-gives"],
    subProblem: "stem",
    implementation: {
      ResNet: networkWith({ stem: (cfg) => [convolution(cfg), norm(cfg), new nn.ReLU(), pool(0)] }),
    },
  },
  {
    name: "stem-averages",
    teaches: "Your stem pools by the mean. Max pooling keeps the strongest response of each window.",
    caughtBy: ["stem/what-the-stem-gives"],
    subProblem: "stem",
    implementation: {
      ResNet: networkWith({
        stem: (cfg) => [
          convolution(cfg),
          norm(cfg),
          new nn.ReLU(),
          new nn.AvgPool2d(3, { stride: 2, padding: 1 }),
        ],
      }),
    },
  },
  {
    name: "first-group-takes-its-own-width",
    teaches:
      "Your first group takes outFeaturesPerGroup[0] channels. What reaches it has stemFeatures; in ResNet-34 both are 64, elsewhere not.",
    caughtBy: ["groups/a-group-for-each-entry", "groups/what-the-groups-give"],
    subProblem: "groups",
    implementation: {
      ResNet: networkWith({
        groups: (cfg) =>
          groupsOf(cfg, { into: [cfg.outFeaturesPerGroup[0] ?? 1, ...cfg.outFeaturesPerGroup] }),
      }),
    },
  },
  {
    name: "groups-not-chained",
    teaches: "All your groups take stemFeatures channels. Each takes what the one before it gives.",
    caughtBy: ["groups/a-group-for-each-entry", "groups/what-the-groups-give"],
    subProblem: "groups",
    implementation: {
      ResNet: networkWith({
        groups: (cfg) => groupsOf(cfg, { into: cfg.outFeaturesPerGroup.map(() => cfg.stemFeatures) }),
      }),
    },
  },
  {
    name: "strides-not-read",
    teaches:
      "Your groups never read firstStridesPerGroup, so the picture keeps its size from the stem to the head.",
    caughtBy: ["groups/what-the-groups-give"],
    subProblem: "groups",
    implementation: { ResNet: networkWith({ groups: (cfg) => groupsOf(cfg, { strides: [] }) }) },
  },
  {
    name: "block-counts-not-read",
    teaches: "Your groups never read nBlocksPerGroup: each has one block.",
    caughtBy: ["groups/a-group-for-each-entry", "groups/a-network-of-four-groups"],
    subProblem: "groups",
    implementation: { ResNet: networkWith({ groups: (cfg) => groupsOf(cfg, { blocks: [] }) }) },
  },
  {
    name: "two-groups-whatever-is-asked",
    teaches: "Your network has two groups whatever the configuration says. Loop over its lists.",
    caughtBy: ["groups/a-network-of-one-group", "groups/a-network-of-four-groups"],
    subProblem: "groups",
    implementation: { ResNet: networkWith({ groups: (cfg) => groupsOf(twoGroupsOf(cfg)) }) },
  },
  {
    name: "configuration-changed",
    teaches:
      "You put stemFeatures into the caller's own list: a second network made from this configuration would differ. Make a new list: [first, ...rest].",
    caughtBy: ["groups/the-configuration-stays-as-it-was"],
    subProblem: "groups",
    implementation: {
      ResNet: networkWith({
        groups: (cfg) => {
          const groups = groupsOf(cfg);
          (cfg.outFeaturesPerGroup as number[]).unshift(cfg.stemFeatures);
          return groups;
        },
      }),
    },
  },
  {
    name: "a-thousand-classes",
    teaches: "Your head always has 1000 outputs, ImageNet's number. Read nClasses.",
    caughtBy: ["head/one-linear-layer"],
    subProblem: "head",
    technique: "model-cfg",
    implementation: {
      ResNet: networkWith({ head: (cfg) => [new AveragePool(), new nn.Linear(last(cfg), 1000)] }),
    },
  },
  {
    name: "head-without-bias",
    teaches: "Your head's linear layer has no bias. No norm follows it, so it needs one.",
    caughtBy: ["head/one-linear-layer"],
    subProblem: "head",
    implementation: {
      ResNet: networkWith({
        head: (cfg) => [new AveragePool(), new nn.Linear(last(cfg), cfg.nClasses, false)],
      }),
    },
  },
  {
    name: "softmax-at-the-end",
    teaches:
      "Your network gives probabilities. Its output are logits: the loss and predict take the softmax themselves.",
    caughtBy: ["head/what-the-head-gives", "head/the-logits-of-a-batch"],
    subProblem: "head",
    implementation: { ResNet: networkWith({ head: (cfg) => [...RIGHT.head(cfg), new Softmax()] }) },
  },
  {
    name: "relu-at-the-end",
    teaches:
      "A ReLU follows your last layer, so no logit is ever negative. Nothing comes after the linear layer.",
    caughtBy: ["head/what-the-head-gives", "head/the-logits-of-a-batch"],
    subProblem: "head",
    implementation: { ResNet: networkWith({ head: (cfg) => [...RIGHT.head(cfg), new nn.ReLU()] }) },
  },
  {
    name: "head-takes-the-maximum",
    teaches: "Your head takes each channel's maximum; it should be AveragePool that stands there.",
    caughtBy: ["head/what-the-head-gives"],
    subProblem: "head",
    implementation: {
      ResNet: networkWith({
        head: (cfg) => [new (poolWith((x) => x.max([2, 3])))(), new nn.Linear(last(cfg), cfg.nClasses)],
      }),
    },
  },
  {
    name: "head-declared-first",
    teaches:
      "Your fields are declared in another order than the data takes. Weights are copied in the order of declaration: stem, groups, head.",
    caughtBy: ["head/stem-groups-and-head-in-this-order"],
    subProblem: "head",
    implementation: { ResNet: networkWith({ order: ["outLayers", "inLayers", "residualLayers"] }) },
  },
]);
