// Layers collected in arrays, loops, and names set afterwards.
import { nn, tf } from "arena/tools";

class Branch extends nn.Sequential {}

export function mlp(from: number, hidden: number, to: number): nn.Sequential {
  const layers: Record<string, nn.Module> = {};
  layers.up = new nn.Linear(from, hidden);
  layers.activation = new nn.GELU();
  layers.down = new nn.Linear(hidden, to);
  return new Branch(layers);
}

export class Residual extends nn.Module {
  around: nn.Module;
  branch: nn.Module;
  norm = new nn.Identity() as nn.Module;

  constructor(from: number, to: number, branch: nn.Module) {
    super();
    if (from !== to) this.around = new nn.Linear(from, to, false);
    else this.around = new nn.Identity();
    this.branch = branch;
    this.norm = new nn.LayerNorm([from]);
  }

  forward(x: tf.Tensor): tf.Tensor {
    let stream = this.around.call(x); // [..., to]
    stream = tf.add(stream, this.branch.call(this.norm.call(x))); // [..., to]
    return stream;
  }
}

export class Stream extends nn.Module {
  blocks = new nn.ModuleList();
  norm: nn.LayerNorm;

  constructor(width: number, blocks: readonly nn.Module[]) {
    super();
    for (const block of blocks) this.blocks.append(block);
    this.norm = new nn.LayerNorm(width);
  }

  forward(x: tf.Tensor, depth?: number): tf.Tensor {
    let stream = x; // [..., width]
    for (let i = 0; i < (depth ?? this.blocks.length); i++) stream = this.blocks.at(i).call(stream);
    return this.norm.call(stream); // [..., width]
  }
}

export function upBlock(from: number, to: number, last?: boolean): nn.Sequential {
  const block = new nn.Sequential(
    new nn.ConvTranspose2d(from, to, [4, 4], { stride: [2, 2], padding: [1, 1], bias: false }),
  );
  if (last) return block.append(new nn.Tanh());
  return block.append(new nn.BatchNorm2d(to)).append(new nn.ReLU());
}

export function downBlock(from: number, to: number, first?: boolean): nn.Sequential {
  const layers: nn.Module[] = [new nn.Conv2d(from, to, 4, { bias: false, stride: 2, padding: 1 })];
  if (!first) layers.push(new nn.BatchNorm2d(to));
  layers.push(new nn.LeakyReLU(0.2));
  return new nn.Sequential(...layers);
}

export function adversaries(channels: readonly number[]) {
  const generator = new nn.Sequential();
  const back: nn.Module[] = [];
  for (let i = 1; i < channels.length; i++) {
    const [from, to] = [channels[i - 1]!, channels[i]!];
    const isLast = i + 1 === channels.length;
    generator.append(upBlock(from, to, isLast));
    back.unshift(downBlock(to, from, isLast));
  }
  return { generator, discriminator: new nn.Sequential(...back) };
}
