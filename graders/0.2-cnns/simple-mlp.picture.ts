import { picture } from "arena/grader";
import { data, plots, seeded, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/simple-mlp/solution.ts";

export default picture<typeof Solution>({
  title: "Logits of your untrained MLP: 10 classes down, 20 glyphs across",
  async draw({ answer }) {
    using _ = seeded(1);
    const [images] = data.glyphs({ examples: 20, seed: 3 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const [, , height, width] = images.shape;
    const logits = new answer.SimpleMlp(height * width).call(images); // [image, class]
    return plots.heatMap(logits.transpose(), { title: "Logits before training" });
  },
});
