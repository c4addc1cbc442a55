import { nn, reduce, type tf } from "arena/tools";

/** The numbers that make one residual network differ from another. The three lists have one entry a group. */
export interface ResNetConfig {
  readonly inChannels: number;
  readonly stemFeatures: number;
  readonly nBlocksPerGroup: readonly number[];
  readonly outFeaturesPerGroup: readonly number[];
  readonly firstStridesPerGroup: readonly number[];
  readonly nClasses: number;
}

/** The residual block of the room before. Given. */
class ResidualBlock extends nn.Module {
  left: nn.Sequential;
  right: nn.Module;

  constructor(inFeats: number, outFeats: number, firstStride = 1) {
    super();
    const convolution = { padding: 1, bias: false };
    this.left = new nn.Sequential(
      new nn.Conv2d(inFeats, outFeats, 3, { ...convolution, stride: firstStride }),
      new nn.BatchNorm2d(outFeats),
      new nn.ReLU(),
      new nn.Conv2d(outFeats, outFeats, 3, convolution),
      new nn.BatchNorm2d(outFeats),
    );
    this.right = new nn.Identity();
    if (firstStride === 1 && inFeats === outFeats) return;
    const project = new nn.Conv2d(inFeats, outFeats, 1, { stride: firstStride, bias: false });
    this.right = new nn.Sequential(project, new nn.BatchNorm2d(outFeats));
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    return this.left.call(x).add(this.right.call(x)).relu(); // [batch, out, height / stride, width / stride]
  }
}

/** The mean of each channel over the picture, so that the head does not depend on its size. */
export class AveragePool extends nn.Module {
  forward(x: tf.Tensor4D): tf.Tensor2D {
    return reduce(x, "b c h w -> b c", "mean") as tf.Tensor2D; // [batch, channel]
  }
}

/** Residual blocks in a row, of which only the first changes size and channels. */
export class BlockGroup extends nn.Module {
  blocks: nn.Sequential;

  constructor(nBlocks: number, inFeats: number, outFeats: number, firstStride = 1) {
    super();
    const blocks = [new ResidualBlock(inFeats, outFeats, firstStride)];
    while (blocks.length < nBlocks) blocks.push(new ResidualBlock(outFeats, outFeats));
    this.blocks = new nn.Sequential(...blocks);
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    return this.blocks.call(x) as tf.Tensor4D; // [batch, out, height / stride, width / stride]
  }
}

/** The residual networks of He et al. (2015) with basic blocks, such as ResNet-18 and ResNet-34. Gives logits. */
export class ResNet extends nn.Module {
  inLayers: nn.Sequential;
  residualLayers: nn.Sequential;
  outLayers: nn.Sequential;

  constructor(cfg: ResNetConfig) {
    super();
    this.inLayers = new nn.Sequential(
      new nn.Conv2d(cfg.inChannels, cfg.stemFeatures, 7, { stride: 2, padding: 3, bias: false }),
      new nn.BatchNorm2d(cfg.stemFeatures),
      new nn.ReLU(),
      new nn.MaxPool2d(3, { stride: 2, padding: 1 }),
    );
    const groups: BlockGroup[] = [];
    let features = cfg.stemFeatures;
    for (const [i, outFeatures] of cfg.outFeaturesPerGroup.entries()) {
      groups.push(
        new BlockGroup(cfg.nBlocksPerGroup[i] ?? 1, features, outFeatures, cfg.firstStridesPerGroup[i]),
      );
      features = outFeatures;
    }
    this.residualLayers = new nn.Sequential(...groups);
    this.outLayers = new nn.Sequential(new AveragePool(), new nn.Linear(features, cfg.nClasses));
  }

  forward(x: tf.Tensor4D): tf.Tensor2D {
    const stem = this.inLayers.call(x); // [batch, stemFeatures, height / 4, width / 4]
    const features = this.residualLayers.call(stem); // [batch, features, smaller height, smaller width]
    return this.outLayers.call(features) as tf.Tensor2D; // [batch, nClasses]
  }
}
