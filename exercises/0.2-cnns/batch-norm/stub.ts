import { nn, notYet, type tf } from "arena/tools";

/** Batch normalisation of images, as torch.nn.BatchNorm2d. */
export class BatchNorm2d extends nn.Module {
  weight: nn.Parameter; // [channel]
  bias: nn.Parameter; // [channel]
  runningMean: nn.Buffer; // [channel]
  runningVar: nn.Buffer; // [channel]
  numBatchesTracked: number;

  constructor(numFeatures: number, eps = 1e-5, momentum = 0.1) {
    super();
    notYet(`the parameters and buffers of ${numFeatures} channels (eps ${eps}, momentum ${momentum})`);
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    // x and the result: [batch, channel, height, width]
    return notYet(`batch normalisation of [${x.shape}]`);
  }
}
