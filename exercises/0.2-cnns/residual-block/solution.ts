import { nn, type tf } from "arena/tools";

/**
 * The block of He et al., "Deep residual learning for image recognition" (2015), for networks of up to 34 layers:
 * relu(left(x) + right(x)). The right path is the identity where shapes allow it and a 1 × 1 projection elsewhere.
 */
export class ResidualBlock extends nn.Module {
  left: nn.Sequential;
  right: nn.Module;

  constructor(inFeats: number, outFeats: number, firstStride = 1) {
    super();
    this.left = new nn.Sequential(
      new nn.Conv2d(inFeats, outFeats, 3, { stride: firstStride, padding: 1, bias: false }),
      new nn.BatchNorm2d(outFeats),
      new nn.ReLU(),
      new nn.Conv2d(outFeats, outFeats, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outFeats),
    );
    const sameShape = inFeats === outFeats && firstStride === 1;
    this.right = sameShape ? new nn.Identity() : projection(inFeats, outFeats, firstStride);
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const change = this.left.call(x); // [batch, out, height / stride, width / stride]
    return change.add(this.right.call(x)).relu(); // [batch, out, height / stride, width / stride]
  }
}

/** Brings an input to the left path's shape, pixel by pixel. */
function projection(inFeats: number, outFeats: number, stride: number): nn.Sequential {
  return new nn.Sequential(
    new nn.Conv2d(inFeats, outFeats, 1, { stride, bias: false }),
    new nn.BatchNorm2d(outFeats),
  );
}
