import { decoys } from "arena/grader";
import { nn, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/residual-block/solution.ts";

interface Sizes {
  readonly inFeats: number;
  readonly outFeats: number;
  readonly stride: number;
}

/** The steps of the block at which mistakes are made. */
interface Steps {
  readonly left: (sizes: Sizes) => nn.Module[];
  readonly right: (sizes: Sizes) => nn.Module[];
  readonly keeps: (sizes: Sizes) => boolean;
  readonly rightFirst: boolean;
  readonly forward: (block: Solution.ResidualBlock, x: tf.Tensor4D) => tf.Tensor;
}

const first = ({ inFeats, outFeats, stride }: Sizes) =>
  new nn.Conv2d(inFeats, outFeats, 3, { stride, padding: 1, bias: false });
const second = ({ outFeats }: Sizes) => new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false });
const norm = ({ outFeats }: Sizes) => new nn.BatchNorm2d(outFeats);

const RIGHT: Steps = {
  left: (sizes) => [first(sizes), norm(sizes), new nn.ReLU(), second(sizes), norm(sizes)],
  right: (sizes) => [
    new nn.Conv2d(sizes.inFeats, sizes.outFeats, 1, { stride: sizes.stride, bias: false }),
    norm(sizes),
  ],
  keeps: ({ inFeats, outFeats, stride }) => inFeats === outFeats && stride === 1,
  rightFirst: false,
  forward: (block, x) => block.left.call(x).add(block.right.call(x)).relu(),
};

/** The block with some of its steps done otherwise. */
function blockWith(changes: Partial<Steps>) {
  const steps: Steps = { ...RIGHT, ...changes };
  return class ResidualBlock extends nn.Module {
    left: nn.Sequential;
    right: nn.Module;

    constructor(inFeats: number, outFeats: number, firstStride = 1) {
      super();
      const sizes = { inFeats, outFeats, stride: firstStride };
      const right = () => (steps.keeps(sizes) ? new nn.Identity() : new nn.Sequential(...steps.right(sizes)));
      if (steps.rightFirst) this.right = right();
      this.left = new nn.Sequential(...steps.left(sizes));
      this.right ??= right();
    }

    forward(x: tf.Tensor4D): tf.Tensor {
      return steps.forward(this as unknown as Solution.ResidualBlock, x);
    }
  };
}

export default decoys<typeof Solution>([
  {
    name: "right-before-left",
    teaches:
      "You declare the right path before the left. Weights are copied between models in the order of declaration: left first.",
    caughtBy: ["left/the-left-path-is-declared-first"],
    subProblem: "left",
    implementation: { ResidualBlock: blockWith({ rightFirst: true }) },
  },
  {
    name: "convolutions-with-bias",
    teaches:
      "Your convolutions have biases. The norm after each subtracts the mean and with it the bias: pass bias: false.",
    caughtBy: ["left/two-convolutions-and-two-norms"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => [
          new nn.Conv2d(sizes.inFeats, sizes.outFeats, 3, { stride: sizes.stride, padding: 1 }),
          norm(sizes),
          new nn.ReLU(),
          new nn.Conv2d(sizes.outFeats, sizes.outFeats, 3, { padding: 1 }),
          norm(sizes),
        ],
      }),
    },
  },
  {
    name: "one-norm-for-both",
    teaches:
      "Both convolutions share one norm. Each needs a norm of its own, since their outputs have means and variances of their own.",
    caughtBy: ["left/two-convolutions-and-two-norms"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => {
          const shared = norm(sizes);
          return [first(sizes), shared, new nn.ReLU(), second(sizes), shared];
        },
      }),
    },
  },
  {
    name: "no-second-norm",
    teaches: "Your left path ends with a convolution. A norm follows it, as it follows the first.",
    caughtBy: ["left/two-convolutions-and-two-norms", "left/the-left-path-ends-normalised"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => [first(sizes), norm(sizes), new nn.ReLU(), second(sizes)],
      }),
    },
  },
  {
    name: "no-relu-between",
    teaches:
      "There is no ReLU between your convolutions. Without it the two are one linear map (norms in training aside).",
    caughtBy: ["left/what-the-left-path-gives", "add/one-image-in-evaluation-mode"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({ left: (sizes) => [first(sizes), norm(sizes), second(sizes), norm(sizes)] }),
    },
  },
  {
    name: "relu-before-the-first-norm",
    teaches:
      "Your ReLU comes before the norm. The order is convolution, norm, ReLU: the norm centres, then ReLU cuts.",
    caughtBy: ["left/what-the-left-path-gives"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => [first(sizes), new nn.ReLU(), norm(sizes), second(sizes), norm(sizes)],
      }),
    },
  },
  {
    name: "left-ends-with-relu",
    teaches:
      "Your left path ends with a ReLU, so it can only add, never take away. ReLU comes after the sum only.",
    caughtBy: ["left/what-the-left-path-gives", "add/a-block-that-keeps-the-shape"],
    subProblem: "left",
    implementation: { ResidualBlock: blockWith({ left: (sizes) => [...RIGHT.left(sizes), new nn.ReLU()] }) },
  },
  {
    name: "without-padding",
    teaches:
      "Your 3 × 3 convolutions have no padding, so each takes a pixel off every border. Padding 1 keeps the size.",
    caughtBy: ["left/what-the-left-path-gives", "add/more-channels-at-stride-1"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => [
          new nn.Conv2d(sizes.inFeats, sizes.outFeats, 3, { stride: sizes.stride, bias: false }),
          norm(sizes),
          new nn.ReLU(),
          new nn.Conv2d(sizes.outFeats, sizes.outFeats, 3, { bias: false }),
          norm(sizes),
        ],
      }),
    },
  },
  {
    name: "both-convolutions-strided",
    teaches:
      "Both convolutions on the left have the stride, so the picture shrinks twice. Only the first has it.",
    caughtBy: ["left/a-stride-of-2-on-odd-sizes"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => [
          first(sizes),
          norm(sizes),
          new nn.ReLU(),
          first({ ...sizes, inFeats: sizes.outFeats }),
          norm(sizes),
        ],
      }),
    },
  },
  {
    name: "second-convolution-strided",
    teaches:
      "The stride is on your second convolution. The shapes come out right, the values do not: the first one has it.",
    caughtBy: ["left/a-stride-of-2-on-odd-sizes"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => [
          first({ ...sizes, stride: 1 }),
          norm(sizes),
          new nn.ReLU(),
          first({ ...sizes, inFeats: sizes.outFeats }),
          norm(sizes),
        ],
      }),
    },
  },
  {
    name: "stride-ignored",
    teaches: "firstStride is never used. It belongs to the first convolution of each path.",
    caughtBy: ["left/a-stride-of-2-on-odd-sizes", "right/a-projection-where-only-the-size-changes"],
    subProblem: "left",
    implementation: {
      ResidualBlock: blockWith({
        left: (sizes) => RIGHT.left({ ...sizes, stride: 1 }),
        right: (sizes) => RIGHT.right({ ...sizes, stride: 1 }),
        keeps: ({ inFeats, outFeats }) => inFeats === outFeats,
      }),
    },
  },
  {
    name: "always-projected",
    teaches:
      "Your right path always has a projection. Where neither size nor channels change it is the identity: nothing to learn, nothing lost.",
    caughtBy: ["right/nothing-to-learn-where-the-shape-stays", "right/the-identity-gives-back-its-input"],
    subProblem: "right",
    implementation: { ResidualBlock: blockWith({ keeps: () => false }) },
  },
  {
    name: "projects-for-the-stride-only",
    teaches:
      "You project only where the stride is above 1. More channels at stride 1 cannot be added to the input either: ask about both.",
    caughtBy: ["right/a-projection-where-only-the-channels-change", "add/more-channels-at-stride-1"],
    subProblem: "right",
    implementation: { ResidualBlock: blockWith({ keeps: ({ stride }) => stride === 1 }) },
  },
  {
    name: "projects-for-the-channels-only",
    teaches:
      "You project only where the channels change. A stride changes the size even with the channels the same: ask about both.",
    caughtBy: ["right/a-projection-where-only-the-size-changes", "add/as-many-channels-at-stride-2"],
    subProblem: "right",
    implementation: { ResidualBlock: blockWith({ keeps: ({ inFeats, outFeats }) => inFeats === outFeats }) },
  },
  {
    name: "projects-only-if-both-change",
    teaches:
      "You project only where stride and channels change together. One of them is enough to make the shapes differ.",
    caughtBy: [
      "right/a-projection-where-only-the-channels-change",
      "right/a-projection-where-only-the-size-changes",
    ],
    subProblem: "right",
    implementation: {
      ResidualBlock: blockWith({
        keeps: ({ inFeats, outFeats, stride }) => inFeats === outFeats || stride === 1,
      }),
    },
  },
  {
    name: "no-norm-on-the-right",
    teaches:
      "Your projection has no norm. The left path is normalised; the right one must be, or it drowns the other.",
    caughtBy: ["right/a-projection-where-only-the-channels-change"],
    subProblem: "right",
    implementation: { ResidualBlock: blockWith({ right: (sizes) => RIGHT.right(sizes).slice(0, 1) }) },
  },
  {
    name: "right-kernel-of-3",
    teaches:
      "Your projection has a 3 × 3 kernel. 1 × 1 is enough: it only has to bring pixels to the new shape.",
    caughtBy: ["right/a-projection-where-only-the-channels-change"],
    subProblem: "right",
    implementation: { ResidualBlock: blockWith({ right: (sizes) => [first(sizes), norm(sizes)] }) },
  },
  {
    name: "relu-on-the-projection",
    teaches:
      "Your projection ends with a ReLU, which cuts the input before the sum. It is a linear shortcut: convolution and norm, no more.",
    caughtBy: ["right/what-the-projection-gives"],
    subProblem: "right",
    implementation: {
      ResidualBlock: blockWith({ right: (sizes) => [...RIGHT.right(sizes), new nn.ReLU()] }),
    },
  },
  {
    name: "no-final-relu",
    teaches: "You leave out the ReLU after the sum: your block's output has negative entries.",
    caughtBy: ["add/four-pixels-by-hand", "add/a-block-that-keeps-the-shape"],
    subProblem: "add",
    implementation: {
      ResidualBlock: blockWith({ forward: (block, x) => block.left.call(x).add(block.right.call(x)) }),
    },
  },
  {
    name: "relu-before-the-sum",
    teaches:
      "You apply ReLU to the left path and add afterwards. Then the path can only add, never take away: sum first, ReLU last.",
    caughtBy: ["add/four-pixels-by-hand", "add/a-block-that-keeps-the-shape"],
    subProblem: "add",
    implementation: {
      ResidualBlock: blockWith({ forward: (block, x) => block.left.call(x).relu().add(block.right.call(x)) }),
    },
  },
  {
    name: "relu-of-each-path",
    teaches: "You apply ReLU to both paths before the sum. One ReLU, after the sum, is what the block has.",
    caughtBy: ["add/four-pixels-by-hand"],
    subProblem: "add",
    implementation: {
      ResidualBlock: blockWith({
        forward: (block, x) => block.left.call(x).relu().add(block.right.call(x).relu()),
      }),
    },
  },
  {
    name: "no-addition",
    teaches:
      "Your block never adds its input: it is a plain stack of layers. The sum with the right path is what makes it residual.",
    caughtBy: ["add/four-pixels-by-hand", "add/hooks-see-both-paths"],
    subProblem: "add",
    implementation: { ResidualBlock: blockWith({ forward: (block, x) => block.left.call(x).relu() }) },
  },
  {
    name: "adds-the-input-itself",
    teaches:
      "You add x itself and never run the right path. Where it projects, that fails or broadcasts; add right.call(x).",
    caughtBy: ["add/more-channels-at-stride-1", "add/hooks-see-both-paths"],
    subProblem: "add",
    implementation: { ResidualBlock: blockWith({ forward: (block, x) => block.left.call(x).add(x).relu() }) },
  },
  {
    name: "one-after-the-other",
    teaches: "You run the right path on the output of the left. Both take the block's input x.",
    caughtBy: ["add/a-block-that-keeps-the-shape", "add/more-channels-at-stride-1"],
    subProblem: "add",
    implementation: {
      ResidualBlock: blockWith({
        forward: (block, x) => {
          const change = block.left.call(x);
          return change.add(block.right.call(change as tf.Tensor4D)).relu();
        },
      }),
    },
  },
  {
    name: "forward-called-directly",
    teaches:
      "You run the paths by forward(x). The numbers are right, but no hook on them fires: use call(x).",
    caughtBy: ["add/hooks-see-both-paths"],
    subProblem: "add",
    technique: "hooks",
    implementation: {
      ResidualBlock: blockWith({
        forward: (block, x) => block.left.forward(x).add(block.right.forward(x)).relu(),
      }),
    },
  },
]);
