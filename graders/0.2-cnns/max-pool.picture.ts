import { picture } from "arena/grader";
import { data, plots, repeat, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/max-pool/solution.ts";

export default picture<typeof Solution>({
  title: "Glyphs before and after your max pooling",
  paper: { width: 450, height: 440 },
  async draw({ answer }) {
    const [glyphs] = data.glyphs({ examples: 5, seed: 4 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const pooled = repeat(answer.maxPool2d(glyphs, 2), "b c h w -> b c (h 2) (w 2)"); // [glyph, 1, height, width]
    const negative = glyphs.sub(1) as tf.Tensor4D; // [glyph, 1, height, width], nowhere above 0
    const padded = answer.maxPool2d(negative, 3, 1, 1); // [glyph, 1, height, width]
    return plots.panels(
      [
        await plots.image(tf.concat([glyphs, pooled], 0), {
          title: "Before and after 2 × 2",
          perRow: 5,
          range: [0, 1],
        }),
        await plots.image(tf.concat([negative, padded], 0), {
          title: "All below 0; after 3 × 3, padding 1",
          perRow: 5,
          range: [-1, 0],
        }),
      ],
      { perRow: 1 },
    );
  },
});
