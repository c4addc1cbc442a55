import { picture } from "arena/grader";
import { data, plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/conv2d/solution.ts";

/** Sobel's kernels: brightness that changes to the right, and downwards. [out, in, height, width] */
const EDGES = tf.tensor4d([
  [
    [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
  ],
  [
    [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
  ],
]);

export default picture<typeof Solution>({
  title: "Glyphs, and their vertical and horizontal edges by your conv2d",
  async draw({ answer }) {
    const [glyphs] = data.glyphs({ examples: 5, seed: 4 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const edges = answer.conv2d(glyphs, EDGES, 1, 1).abs().div(4); // [glyph, direction, height, width]
    const [across = edges, down = edges] = tf.split(edges, 2, 1); // each [glyph, 1, height, width]
    return plots.image(tf.concat([glyphs, across, down], 0), {
      title: "Glyphs, vertical edges, horizontal edges",
      perRow: 5,
      range: [0, 1],
    });
  },
});
