// Sequentials grown by append, a pool that multiplies by ones, an inner group class that starts with `at`.
import { einsum, nn, type tf } from "arena/tools";

function residual(inFeats: number, outFeats: number, stride: number): nn.Module {
  return new (class ResidualBlock extends nn.Module {
    left = new nn.Sequential(
      new nn.Conv2d(inFeats, outFeats, 3, { stride, padding: 1, bias: false }),
      new nn.BatchNorm2d(outFeats),
      new nn.ReLU(),
      new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outFeats),
    );
    shortcut: nn.Module =
      stride > 1 || inFeats !== outFeats
        ? new nn.Sequential(
            new nn.Conv2d(inFeats, outFeats, 1, { stride, bias: false }),
            new nn.BatchNorm2d(outFeats),
          )
        : new nn.Identity();
    forward(x: tf.Tensor) {
      return this.left.call(x).add(this.shortcut.call(x)).relu();
    }
  })();
}

export class AveragePool extends nn.Module {
  forward(x: tf.Tensor4D): tf.Tensor2D {
    const [, , height, width] = x.shape;
    return einsum("b c h w -> b c", x).div(height * width) as tf.Tensor2D;
  }
}

export class BlockGroup extends nn.Module {
  blocks: nn.Sequential = new nn.Sequential();

  constructor(nBlocks: number, inFeats: number, outFeats: number, firstStride?: number) {
    super();
    for (let i = 0; i < nBlocks; i++) {
      const isFirst = i === 0;
      this.blocks.append(residual(isFirst ? inFeats : outFeats, outFeats, isFirst ? (firstStride ?? 1) : 1));
    }
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    let y: tf.Tensor = x;
    for (const block of this.blocks) y = block.call(y);
    return y as tf.Tensor4D;
  }
}

export class ResNet extends nn.Module {
  inLayers: nn.Sequential;
  residualLayers: nn.Sequential;
  outLayers: nn.Sequential;

  constructor(cfg: {
    inChannels: number;
    stemFeatures: number;
    nBlocksPerGroup: readonly number[];
    outFeaturesPerGroup: readonly number[];
    firstStridesPerGroup: readonly number[];
    nClasses: number;
  }) {
    super();
    this.inLayers = new nn.Sequential();
    this.inLayers.append(
      new nn.Conv2d(cfg.inChannels, cfg.stemFeatures, 7, { stride: 2, padding: 3, bias: false }),
    );
    this.inLayers.append(new nn.BatchNorm2d(cfg.stemFeatures)).append(new nn.ReLU());
    this.inLayers.append(new nn.MaxPool2d(3, { stride: 2, padding: 1 }));
    this.residualLayers = new nn.Sequential();
    for (let i = 0; i < cfg.outFeaturesPerGroup.length; i++) {
      const before = i === 0 ? cfg.stemFeatures : cfg.outFeaturesPerGroup[i - 1];
      this.residualLayers.append(
        new BlockGroup(
          cfg.nBlocksPerGroup[i]!,
          before!,
          cfg.outFeaturesPerGroup[i]!,
          cfg.firstStridesPerGroup[i],
        ),
      );
    }
    const last = cfg.outFeaturesPerGroup[cfg.outFeaturesPerGroup.length - 1]!;
    this.outLayers = new nn.Sequential().append(new AveragePool()).append(new nn.Linear(last, cfg.nClasses));
  }

  forward(x: tf.Tensor4D): tf.Tensor2D {
    return this.outLayers.call(this.residualLayers.call(this.inLayers.call(x))) as tf.Tensor2D;
  }
}
