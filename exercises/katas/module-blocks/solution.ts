import { nn, type tf } from "arena/tools";

/** The branch of a transformer block: up to `hidden`, GELU, down to `to`. */
export function mlp(from: number, hidden: number, to: number): nn.Sequential {
  return new nn.Sequential({
    up: new nn.Linear(from, hidden),
    activation: new nn.GELU(),
    down: new nn.Linear(hidden, to),
  });
}

/** Adds what a branch makes of the normalised stream to the stream itself. */
export class Residual extends nn.Module {
  norm: nn.LayerNorm;
  branch: nn.Module;
  around: nn.Module;

  constructor(from: number, to: number, branch: nn.Module) {
    super();
    this.norm = new nn.LayerNorm(from);
    this.branch = branch;
    this.around = from === to ? new nn.Identity() : new nn.Linear(from, to, false);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const change = this.branch.call(this.norm.call(x)); // [..., to]
    return this.around.call(x).add(change); // [..., to]
  }
}

/** Blocks in a row and a last norm, which can also read the stream before its end. */
export class Stream extends nn.Module {
  blocks: nn.ModuleList;
  norm: nn.LayerNorm;

  constructor(width: number, blocks: readonly nn.Module[]) {
    super();
    this.blocks = new nn.ModuleList(blocks);
    this.norm = new nn.LayerNorm(width);
  }

  forward(x: tf.Tensor, depth = this.blocks.length): tf.Tensor {
    let stream = x; // [..., width]
    for (const block of [...this.blocks].slice(0, depth)) stream = block.call(stream);
    return this.norm.call(stream); // [..., width]
  }
}

/** Doubles height and width. The last one gives the image itself, between -1 and 1. */
export function upBlock(from: number, to: number, last = false): nn.Sequential {
  return new nn.Sequential(
    new nn.ConvTranspose2d(from, to, 4, { stride: 2, padding: 1, bias: false }),
    ...(last ? [new nn.Tanh()] : [new nn.BatchNorm2d(to), new nn.ReLU()]),
  );
}

/** Halves height and width. The first one reads the image itself. */
export function downBlock(from: number, to: number, first = false): nn.Sequential {
  return new nn.Sequential(
    new nn.Conv2d(from, to, 4, { stride: 2, padding: 1, bias: false }),
    ...(first ? [] : [new nn.BatchNorm2d(to)]),
    new nn.LeakyReLU(0.2),
  );
}

/** A generator from the first number of channels to the last, and a discriminator back. */
export function adversaries(channels: readonly number[]) {
  const last = channels.length - 2;
  const up = chain(channels, (from, to, i) => upBlock(from, to, i === last));
  const down = chain(channels.toReversed(), (from, to, i) => downBlock(from, to, i === 0));
  return { generator: up, discriminator: down };
}

/** One block for each pair of neighbours in a list of widths. */
function chain(
  widths: readonly number[],
  block: (from: number, to: number, i: number) => nn.Module,
): nn.Sequential {
  return new nn.Sequential(...widths.slice(1).map((to, i) => block(widths[i] ?? 0, to, i)));
}
