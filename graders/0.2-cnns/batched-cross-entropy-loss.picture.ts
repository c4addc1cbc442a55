import { picture } from "arena/grader";
import { linspace, plots, stack, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batched-cross-entropy-loss/solution.ts";

export default picture<typeof Solution>({
  title: "Your loss over the true class's lead",
  async draw({ answer }) {
    const lead = linspace(-5, 5, 101); // [example]
    const logits = stack([lead, tf.zerosLike(lead)], -1) as tf.Tensor2D; // [example, class]
    const loss = answer.batchedCrossEntropyLoss(logits, tf.zeros([101], "int32") as tf.Tensor1D); // [example]
    return plots.curve(loss, { title: "Loss over (true logit - other logit)", x: lead });
  },
});
