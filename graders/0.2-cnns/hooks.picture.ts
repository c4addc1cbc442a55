import { picture } from "arena/grader";
import { data, nn, plots, seeded, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/hooks/solution.ts";

/** The logarithm, which is NaN for what is below 0. */
class Log extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return x.log();
  }
}

export default picture<typeof Solution>({
  title: "Every layer's activations by your hooks, and where the first NaN comes from",
  paper: { width: 720, height: 420 },
  async draw({ answer }) {
    using _ = seeded(2);
    const [glyphs] = data.glyphs({ examples: 20, seed: 4 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const model = new nn.Sequential(
      new nn.Conv2d(1, 6, 3, { padding: 1 }),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Flatten(),
      new nn.Linear(294, 32),
      new Log(),
      new nn.Linear(32, 10),
    );
    const layers = await layersOf(answer.recordActivations(model, glyphs), model);
    const culprit = await answer.firstNan(model, glyphs);
    const bad = layers.flatMap(({ name }, i) => (name === culprit ? [i] : []));
    const names = layers.map(({ name, kind }) => `${name === "" ? "model" : name} ${kind}`);
    const mark = culprit === null ? "no layer has a NaN" : `the first NaN comes from ${culprit}`;
    return plots.panels([
      await plots.bars(
        layers.map(({ deviation }) => deviation),
        { title: "Standard deviation", names, marked: bad },
      ),
      plots.table([["layer", "mean"], ...layers.map(({ mean }, i) => [names[i] ?? "", mean.toFixed(3)])], {
        title: mark,
        wrong: bad.map((i) => i + 1),
      }),
    ]);
  },
});

/** Mean and standard deviation of what was recorded, in its order. */
async function layersOf(recorded: Map<string, tf.Tensor>, model: nn.Module) {
  const kinds = new Map(model.namedModules().map(([name, module]) => [name, module.constructor.name]));
  const layers: { name: string; kind: string; mean: number; deviation: number }[] = [];
  for (const [name, output] of recorded) {
    const values = await output.data<"float32">();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    layers.push({ name, kind: kinds.get(name) ?? "", mean, deviation: Math.sqrt(variance) });
  }
  return layers;
}
