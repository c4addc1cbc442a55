import { picture } from "arena/grader";
import { data, plots, seeded, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/simple-mlp/solution.ts";

export default picture<typeof Solution>({
  title: "Your untrained MLP: its parameters, and its logits for 20 glyphs",
  paper: { width: 452, height: 480 },
  async draw({ answer }) {
    using _ = seeded(1);
    const [images] = data.glyphs({ examples: 20, seed: 3 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const [, , height, width] = images.shape;
    const model = new answer.SimpleMlp(height * width);
    const parameters = model
      .namedParameters()
      .map(([name, { shape, size }]) => [name, `[${shape}]`, `${size}`]);
    const total = model.parameters().reduce((sum, { size }) => sum + size, 0);
    const logits = model.call(images); // [image, class]
    return plots.panels(
      [
        await plots.heatMap(logits.transpose(), { title: "Logits: 10 classes down, 20 glyphs across" }),
        plots.table([["parameter", "shape", "numbers"], ...parameters, ["together", "", `${total}`]]),
      ],
      { perRow: 1, heights: [5, 3] },
    );
  },
});
