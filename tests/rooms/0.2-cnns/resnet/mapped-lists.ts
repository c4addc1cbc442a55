// Lists by map instead of loops, tf.mean, layers in named Sequentials, the block as one private function of its sizes.
import { nn, tf } from "arena/tools";

class Block extends nn.Module {
  left: nn.Sequential;
  right: nn.Sequential;
  constructor(from: number, to: number, stride: number) {
    super();
    const conv = (input: number, size: number, step: number) =>
      new nn.Conv2d(input, to, size, { stride: step, padding: (size - 1) / 2, bias: false });
    const norm = () => new nn.BatchNorm2d(to);
    this.left = new nn.Sequential(conv(from, 3, stride), norm(), new nn.ReLU(), conv(to, 3, 1), norm());
    this.right = new nn.Sequential(...(from === to && stride === 1 ? [] : [conv(from, 1, stride), norm()]));
  }
  forward(x: tf.Tensor) {
    return tf.relu(this.right.call(x).add(this.left.call(x)));
  }
}

export class AveragePool extends nn.Module {
  forward(x: tf.Tensor) {
    return tf.mean(tf.mean(x, 3), 2); // [batch, channel]
  }
}

export class BlockGroup extends nn.Module {
  blocks: nn.Sequential;
  constructor(nBlocks: number, inFeats: number, outFeats: number, firstStride = 1) {
    super();
    const sizes = Array.from({ length: nBlocks }, (_, i) =>
      i === 0 ? ([inFeats, firstStride] as const) : ([outFeats, 1] as const),
    );
    this.blocks = new nn.Sequential(...sizes.map(([from, stride]) => new Block(from, outFeats, stride)));
  }
  forward(x: tf.Tensor) {
    return this.blocks.call(x);
  }
}

interface Config {
  inChannels: number;
  stemFeatures: number;
  nBlocksPerGroup: number[];
  outFeaturesPerGroup: number[];
  firstStridesPerGroup: number[];
  nClasses: number;
}

export class ResNet extends nn.Module {
  cfg: Config;
  inLayers: nn.Sequential;
  residualLayers: nn.Sequential;
  outLayers: nn.Sequential;
  constructor(cfg: Config) {
    super();
    this.cfg = cfg;
    const {
      inChannels,
      stemFeatures: stem,
      nBlocksPerGroup: counts,
      outFeaturesPerGroup: outs,
      firstStridesPerGroup: strides,
    } = cfg;
    this.inLayers = new nn.Sequential({
      conv: new nn.Conv2d(inChannels, stem, [7, 7], { stride: [2, 2], padding: [3, 3], bias: false }),
      norm: new nn.BatchNorm2d(stem),
      relu: new nn.ReLU(),
      pool: new nn.MaxPool2d(3, { stride: 2, padding: 1 }),
    });
    const ins = [stem, ...outs.slice(0, -1)];
    this.residualLayers = new nn.Sequential(
      ...outs.map((out, i) => new BlockGroup(counts[i]!, ins[i]!, out, strides[i]!)),
    );
    this.outLayers = new nn.Sequential({
      pool: new AveragePool(),
      linear: new nn.Linear(outs[outs.length - 1]!, cfg.nClasses),
    });
  }
  forward(x: tf.Tensor) {
    return [this.inLayers, this.residualLayers, this.outLayers].reduce((input, part) => part.call(input), x);
  }
}
