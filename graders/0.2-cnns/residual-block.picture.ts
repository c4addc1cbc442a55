import { picture } from "arena/grader";
import { data, plots, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/residual-block/solution.ts";

export default picture<typeof Solution>({
  title: "Your block: left branch, right branch, their sum after ReLU",
  async draw({ answer }) {
    using _ = seeded(2);
    const [glyphs] = data.glyphs({ examples: 1, seed: 4 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const block = new answer.ResidualBlock(1, 6).train();
    const left = block.left.call(glyphs) as tf.Tensor4D; // [1, channel, height, width]
    const right = block.right.call(glyphs) as tf.Tensor4D; // [1, channel, height, width]
    const sum = block.call(glyphs) as tf.Tensor4D; // [1, channel, height, width]
    const maps = tf.concat([left, right, sum], 0).reshape([18, 1, ...left.shape.slice(2)]); // [map, 1, height, width]
    return plots.image(maps, { title: "Left branch, right branch, their sum after ReLU", perRow: 6 });
  },
});
