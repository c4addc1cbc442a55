// A class for every block, and Sequential only where it was asked for.
import { nn, type tf } from "arena/tools";

export const mlp = (from: number, hidden: number, to: number) => {
  const [up, activation, down] = [new nn.Linear(from, hidden), new nn.GELU(), new nn.Linear(hidden, to)];
  return new nn.Sequential({ up, activation, down });
};

export class Residual extends nn.Module {
  norm: nn.LayerNorm;
  branch: nn.Module;
  around: nn.Module;

  constructor(from: number, to: number, branch: nn.Module) {
    super();
    this.norm = new nn.LayerNorm(from);
    this.branch = branch;
    this.around = new nn.Identity();
    if (from !== to) this.around = new nn.Linear(from, to, false);
  }

  forward(x: tf.Tensor): tf.Tensor {
    return new nn.Sequential(this.norm, this.branch).call(x).add(this.around.call(x)); // [..., to]
  }
}

export class Stream extends nn.Module {
  blocks: nn.Sequential;
  norm: nn.LayerNorm;

  constructor(width: number, blocks: readonly nn.Module[]) {
    super();
    this.blocks = new nn.Sequential(...blocks);
    this.norm = new nn.LayerNorm(width);
  }

  forward(x: tf.Tensor, depth = Number.POSITIVE_INFINITY): tf.Tensor {
    let done = 0;
    let stream = x; // [..., width]
    for (const block of this.blocks) {
      if (done === depth) break;
      stream = block.call(stream);
      done++;
    }
    return this.norm.call(stream); // [..., width]
  }
}

class Up extends nn.Sequential {
  constructor(from: number, to: number) {
    super(
      new nn.ConvTranspose2d(from, to, 4, { stride: 2, padding: 1, bias: false }),
      new nn.BatchNorm2d(to),
      new nn.ReLU(),
    );
  }
}

class LastUp extends nn.Sequential {
  constructor(from: number, to: number) {
    super(new nn.ConvTranspose2d(from, to, 4, { stride: 2, padding: 1, bias: false }), new nn.Tanh());
  }
}

export const upBlock = (from: number, to: number, last = false) =>
  last ? new LastUp(from, to) : new Up(from, to);

export const downBlock = (from: number, to: number, first = false) => {
  const convolve = new nn.Conv2d(from, to, 4, { stride: 2, padding: 1, bias: false });
  const norm = first ? new nn.Identity() : new nn.BatchNorm2d(to);
  return new nn.Sequential({ convolve, norm, activation: new nn.LeakyReLU(0.2) });
};

export const adversaries = (channels: readonly number[]) => {
  const pairs = channels.slice(0, -1).map((from, i) => [from, channels[i + 1]!] as const);
  const up = pairs.map(([from, to], i) => upBlock(from, to, i === pairs.length - 1));
  const down = pairs.map(([from, to], i) => downBlock(to, from, i === pairs.length - 1)).reverse();
  return { generator: new nn.Sequential(...up), discriminator: new nn.Sequential(...down) };
};
