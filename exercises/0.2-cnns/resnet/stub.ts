import { nn, notYet, type tf } from "arena/tools";

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

/** The mean of each channel over the picture. */
export class AveragePool extends nn.Module {
  forward(x: tf.Tensor4D): tf.Tensor2D {
    // [batch, channel, height, width] -> [batch, channel]
    return notYet(`the mean of each channel of [${x.shape}]`);
  }
}

/** Residual blocks in a row, of which only the first changes size and channels. */
export class BlockGroup extends nn.Module {
  blocks: nn.Sequential;

  constructor(nBlocks: number, inFeats: number, outFeats: number, firstStride = 1) {
    super();
    notYet(`${nBlocks} blocks from ${inFeats} to ${outFeats} channels with stride ${firstStride}`);
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    // [batch, in, height, width] -> [batch, out, height / stride, width / stride]
    return notYet(`a group of blocks on [${x.shape}]`);
  }
}

/** A residual network for images: stem, groups of blocks, head. */
export class ResNet extends nn.Module {
  inLayers: nn.Sequential;
  residualLayers: nn.Sequential;
  outLayers: nn.Sequential;

  constructor(cfg: ResNetConfig) {
    super();
    notYet(`a network with ${cfg.outFeaturesPerGroup.length} groups`);
  }

  forward(x: tf.Tensor4D): tf.Tensor2D {
    // [batch, inChannels, height, width] -> logits [batch, nClasses]
    return notYet(`the logits of [${x.shape}]`);
  }
}
