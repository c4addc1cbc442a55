import { picture } from "arena/grader";
import { linspace, plots, stack, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batched-cross-entropy-loss/solution.ts";

/** What a model may say of three classes, the true one first. */
const CLAIMS = {
  "sure and right": [4, 0, 0],
  "right by little": [1, 0.5, 0],
  "no idea": [0, 0, 0],
  "wrong by little": [0, 1, 0],
  "sure and wrong": [0, 4, 0],
};

export default picture<typeof Solution>({
  title: "Your loss: small for the sure and right, large for the sure and wrong",
  async draw({ answer }) {
    const claims = tf.tensor2d(Object.values(CLAIMS)); // [example, class]
    const losses = answer.batchedCrossEntropyLoss(claims, tf.zeros([5], "int32")); // [example]
    const lead = linspace(-5, 5, 101); // [example]
    const logits = stack([lead, tf.zerosLike(lead)], -1) as tf.Tensor2D; // [example, class]
    const curve = answer.batchedCrossEntropyLoss(logits, tf.zeros([101], "int32") as tf.Tensor1D); // [example]
    return plots.panels(
      [
        await plots.curve(curve, { title: "Loss over the true logit's lead, of two classes", x: lead }),
        await plots.bars(losses, {
          title: "Loss of five examples, three classes",
          names: Object.keys(CLAIMS),
        }),
      ],
      { perRow: 1, heights: [5, 3] },
    );
  },
});
