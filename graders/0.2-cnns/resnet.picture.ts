import { picture } from "arena/grader";
import { data, modelHooks, type nn, plots, seeded, type tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/resnet/solution.ts";

const CONFIG = {
  inChannels: 1,
  stemFeatures: 8,
  nBlocksPerGroup: [1, 2, 1],
  outFeaturesPerGroup: [8, 16, 32],
  firstStridesPerGroup: [1, 2, 2],
  nClasses: 10,
};

export default picture<typeof Solution>({
  title: "Your network part by part, beside the reference",
  paper: { width: 720, height: 420 },
  async draw({ answer, solution }) {
    using _ = seeded(1);
    const [images] = data.glyphs({ examples: 1, seed: 4, size: 32 }).tensors as [tf.Tensor4D, tf.Tensor1D];
    const [mine, reference] = [
      partsOf(new answer.ResNet(CONFIG), images),
      partsOf(new solution.ResNet(CONFIG), images),
    ];
    const differs = (i: number) => `${mine[i]}` !== `${reference[i] ?? ""}`;
    const wrong = [...mine.keys()].filter(differs);
    const head = ["part", "output", "numbers"];
    if (wrong.length === 0)
      return plots.table([head, ...mine], { title: "A small network: every part as in the reference" });
    const rows = mine.map((row, i) => [...row, ...(reference[i]?.slice(1) ?? [])]);
    return plots.table([[...head, "reference", "numbers"], ...rows], {
      title: "A small network; red: other than the reference",
      wrong: wrong.map((i) => i + 1),
    });
  },
});

/** Name, output shape and how many parameters of each part, two names deep at most. */
function partsOf(model: nn.Module, images: tf.Tensor): string[][] {
  const parts = model.namedModules().filter(([name]) => name.split(".").length <= 2 && name !== "");
  const shapes = new Map<string, string>();
  using _ = modelHooks(
    model,
    parts.map(
      ([name]) =>
        [name, (_module, _inputs, output) => void shapes.set(name, `[${output.shape.slice(1)}]`)] as const,
    ),
  );
  model.call(images);
  return parts.map(([name, part]) => [
    name,
    shapes.get(name) ?? "not called",
    `${part.parameters().reduce((sum, { size }) => sum + size, 0)}`,
  ]);
}
