import { requireWhole } from "../../arguments/number.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

/**
 * Merges the axes from `startAxis` to `endAxis`, both included and both counted from the end if negative,
 * into one. The default keeps the batch axis: [batch, 1, 28, 28] becomes [batch, 784] (as
 * `torch.nn.Flatten`).
 *
 * ```ts
 * new nn.Flatten().call(images); // [batch, 1, 28, 28] -> [batch, 784]
 * ```
 */
export class Flatten extends Module {
  readonly startAxis: number;
  readonly endAxis: number;

  constructor(startAxis = 1, endAxis = -1) {
    super();
    requireWhole("Flatten", "startAxis", startAxis);
    requireWhole("Flatten", "endAxis", endAxis);
    this.startAxis = startAxis;
    this.endAxis = endAxis;
  }

  /** @throws ToolError if the input has not these axes. */
  forward(x: tf.Tensor): tf.Tensor {
    requireTensor("Flatten", x, "its input");
    const [start, end] = [this.startAxis, this.endAxis].map((axis) => (axis < 0 ? axis + x.rank : axis)) as [
      number,
      number,
    ];
    if (start < 0 || end >= x.rank || start > end) throw noSuchAxes(x, this);
    const merged = x.shape.slice(start, end + 1).reduce((product, length) => product * length, 1);
    return x.reshape([...x.shape.slice(0, start), merged, ...x.shape.slice(end + 1)]); // [..., merged, ...]
  }

  override extraRepr(): string {
    return `startAxis=${this.startAxis}, endAxis=${this.endAxis}`;
  }
}

function noSuchAxes(x: tf.Tensor, { startAxis, endAxis }: Flatten): Error {
  return lesson("Flatten", {
    what: `there is nothing to merge from axis ${startAxis} to axis ${endAxis}.`,
    given: { input: `${shapeText(x.shape)}, whose axes are ${-x.rank} to ${x.rank - 1}` },
    fits: "a start at or before the end, both among the input's axes",
  });
}
