import { nn, notYet, type tf } from "arena/tools";

/** The branch of a transformer block: up to `hidden`, GELU, down to `to`. */
export function mlp(from: number, hidden: number, to: number): nn.Sequential {
  // [..., from] -> [..., hidden] -> [..., to]
  return notYet(`mlp from ${from} by ${hidden} to ${to}`);
}

/** Adds what a branch makes of the normalised stream to the stream itself. */
export class Residual extends nn.Module {
  norm: nn.LayerNorm;
  branch: nn.Module;
  around: nn.Module;

  constructor(from: number, to: number, branch: nn.Module) {
    super();
    notYet(`a residual block from ${from} to ${to} around ${branch.constructor.name}`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // x: [..., from]; the result: [..., to]
    return notYet(`the sum of both paths of [${x.shape}]`);
  }
}

/** Blocks in a row and a last norm, which can also read the stream before its end. */
export class Stream extends nn.Module {
  blocks: nn.ModuleList;
  norm: nn.LayerNorm;

  constructor(width: number, blocks: readonly nn.Module[]) {
    super();
    notYet(`a stream of width ${width} through ${blocks.length} blocks`);
  }

  forward(x: tf.Tensor, depth?: number): tf.Tensor {
    // x: [..., width]; depth: how many blocks, all of them by default; the result: [..., width]
    return notYet(`the stream of [${x.shape}] after ${depth ?? "all"} blocks`);
  }
}

/** Doubles height and width. The last one gives the image itself, between -1 and 1. */
export function upBlock(from: number, to: number, last = false): nn.Sequential {
  // [batch, from, h, w] -> [batch, to, 2 h, 2 w]
  return notYet(`upBlock from ${from} to ${to}${last ? ", the last" : ""}`);
}

/** Halves height and width. The first one reads the image itself. */
export function downBlock(from: number, to: number, first = false): nn.Sequential {
  // [batch, from, h, w] -> [batch, to, h / 2, w / 2]
  return notYet(`downBlock from ${from} to ${to}${first ? ", the first" : ""}`);
}

/** A generator from the first number of channels to the last, and a discriminator back. */
export function adversaries(channels: readonly number[]): {
  generator: nn.Sequential;
  discriminator: nn.Sequential;
} {
  // channels: of the image between the blocks, as the generator meets them
  return notYet(`adversaries through ${channels.join(", ")} channels`);
}
