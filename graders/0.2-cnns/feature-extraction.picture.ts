import { picture } from "arena/grader";
import { data, nn, plots, seeded, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/feature-extraction/solution.ts";

/** A network for ten digits, its features as they were drawn by lot. */
class Reader extends nn.Module {
  features = new nn.Sequential(new nn.Conv2d(1, 12, 5, { stride: 2 }), new nn.ReLU(), new nn.Flatten());
  outLayers = new nn.Sequential(new nn.Linear(300, 32), new nn.ReLU(), new nn.Linear(32, 10));

  forward(x: tf.Tensor): tf.Tensor {
    return this.outLayers.call(this.features.call(x)); // [batch, class]
  }
}

export default picture<typeof Solution>({
  title: "What your new head learns while the rest is frozen",
  paper: { width: 720, height: 520 },
  async draw({ answer }) {
    using _ = seeded(3);
    const model = answer.withNewHead(new Reader(), 2);
    const { images, odd } = oddOrEven();
    const losses = await answer.trainHead(model, images, odd, { steps: 60, learningRate: 3 });
    const rows = model.namedParameters().map(([name, { shape, requiresGrad }]) => {
      return [name, `[${shape}]`, requiresGrad ? "learns" : "frozen"];
    });
    return plots.panels(
      [
        await plots.curve(losses, { title: "Loss over steps: is the digit odd?" }),
        plots.table([["parameter", "shape", ""], ...rows]),
      ],
      { perRow: 1, heights: [3, 2] },
    );
  },
});

/** Glyphs [image, 1, 14, 14], and 1 for those of an odd digit, 0 for the others: [image]. */
function oddOrEven() {
  const [images, digits] = data.glyphs({ examples: 120, seed: 5 }).tensors as [tf.Tensor4D, tf.Tensor1D];
  return { images, odd: tf.mod(digits, 2).cast("int32") as tf.Tensor1D };
}
