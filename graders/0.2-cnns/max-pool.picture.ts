import { picture } from "arena/grader";
import { data, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/max-pool/solution.ts";

export default picture<typeof Solution>({
  title: "Glyphs before and after your 2 × 2 max pooling",
  async draw({ answer }) {
    const [glyphs] = data.glyphs({ examples: 5, seed: 4 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const [, , height, width] = glyphs.shape;
    const pooled = answer.maxPool2d(glyphs, 2) as tf.Tensor4D; // [glyph, 1, height / 2, width / 2]
    const columns = tf.transpose(pooled, [0, 2, 3, 1]) as tf.Tensor4D; // [glyph, height / 2, width / 2, 1]
    const large = tf.image.resizeNearestNeighbor(columns, [height, width]).transpose([0, 3, 1, 2]);
    return plots.image(tf.concat([glyphs, large], 0), {
      title: "Before and after 2 x 2 pooling",
      perRow: 5,
      range: [0, 1],
    });
  },
});
