import { picture } from "arena/grader";
import { data, plots, repeat, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/conv2d/solution.ts";

/** Sobel's kernels: brightness that changes to the right, and downwards. [out, in, height, width] */
const EDGES = tf.tensor4d([-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1], [2, 1, 3, 3]);

export default picture<typeof Solution>({
  title: "Glyphs and their edges by your conv2d, with stride 1 and stride 2",
  paper: { width: 560, height: 620 },
  async draw({ answer }) {
    const [glyphs] = data.glyphs({ examples: 5, seed: 4 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const rows: tf.Tensor[] = [glyphs];
    for (const stride of [1, 2]) {
      const edges = answer.conv2d(glyphs, EDGES, stride, 1).abs().div(4); // [glyph, direction, height, width]
      const large = repeat(edges, "b c h w -> b c (h a) (w b2)", { a: stride, b2: stride }); // [glyph, direction, 14, 14]
      rows.push(...tf.split(large, 2, 1)); // each [glyph, 1, 14, 14]
    }
    return plots.image(tf.concat(rows, 0), {
      title: "Glyphs; edges | and -; the same, stride 2",
      perRow: 5,
      range: [0, 1],
    });
  },
});
