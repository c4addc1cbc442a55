import { nn, notYet, type tf } from "arena/tools";

/** A residual block: the ReLU of what two paths give, added. */
export class ResidualBlock extends nn.Module {
  left: nn.Sequential;
  right: nn.Module;

  constructor(inFeats: number, outFeats: number, firstStride = 1) {
    super();
    notYet(`the two paths from ${inFeats} to ${outFeats} channels with stride ${firstStride}`);
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    // [batch, in, height, width] -> [batch, out, height / stride, width / stride]
    return notYet(`the sum of both paths of [${x.shape}]`);
  }
}
