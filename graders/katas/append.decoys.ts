import { decoys } from "arena/grader";
import { nn, stack, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/append/solution.ts";

const { groupLosses, mlp, lossCurve, collect, generate } = Solution;

type Batches = [x: tf.Tensor, y: tf.Tensor][];

/** Runs its layers, and hides them from everyone else. */
class Hiding extends nn.Module {
  layers: nn.Module[];
  constructor(layers: nn.Module[]) {
    super();
    this.layers = layers;
  }
  forward(x: tf.Tensor): tf.Tensor {
    return this.layers.reduce((input, layer) => layer.call(input), x);
  }
}

const linears = (widths: number[]) =>
  widths.slice(1).map((width, i) => new nn.Linear(widths[i] as number, width));

/** The model, which sees only a part of the text. */
function reading(model: nn.Module, part: (tokens: tf.Tensor) => tf.Tensor): nn.Module {
  return new (class extends nn.Module {
    forward(tokens: tf.Tensor): tf.Tensor {
      return model.call(part(tokens));
    }
  })();
}

export default decoys<typeof Solution>([
  {
    name: "one-list-everywhere",
    teaches:
      "`fill([])` puts one and the same array at every place, so every class got every loss. Make an array for each: `Array.from({ length }, () => [])`.",
    caughtBy: ["groups/six-examples-by-hand", "groups/classes-without-an-example"],
    subProblem: "groups",
    implementation: {
      groupLosses: (losses: number[], _labels: number[], classes: number) =>
        new Array<number[]>(classes).fill([...losses]),
    },
  },
  {
    name: "lengths-for-lists",
    teaches:
      "You kept what `push` returns, which is the new length. It changes the array in place: keep that.",
    caughtBy: ["groups/six-examples-by-hand", "groups/classes-without-an-example"],
    subProblem: "groups",
    implementation: {
      groupLosses: (losses: number[], labels: number[], classes: number) =>
        groupLosses(losses, labels, classes).map((group) => group.length || group),
    },
  },
  {
    name: "classes-that-occur",
    teaches:
      "You made a list when its first example came, so a class without one has none. It gets an empty array.",
    caughtBy: ["groups/classes-without-an-example"],
    subProblem: "groups",
    implementation: {
      groupLosses: (losses: number[], labels: number[], classes: number) =>
        groupLosses(losses, labels, classes).filter((group) => group.length > 0),
    },
  },
  {
    name: "relu-behind-the-last",
    teaches:
      "You pushed a ReLU behind the last layer too: no logit is below 0 any more. It stands between layers.",
    caughtBy: ["layers/three-layers", "layers/one-layer"],
    subProblem: "layers",
    implementation: { mlp: (widths: number[]) => new nn.Sequential(mlp(widths), new nn.ReLU()) },
  },
  {
    name: "no-relu",
    teaches: "Nothing stands between your linear layers, so together they are one linear layer. Push ReLUs.",
    caughtBy: ["layers/three-layers"],
    subProblem: "layers",
    implementation: { mlp: (widths: number[]) => new nn.Sequential(...linears(widths)) },
  },
  {
    name: "one-layer-many-times",
    teaches:
      "One linear layer stands in your list several times: its weights are there once, and shared. Make a new one in each turn of the loop.",
    caughtBy: ["layers/equal-widths"],
    subProblem: "layers",
    implementation: {
      mlp: (widths: number[]) => {
        const made = new Map<string, nn.Module>();
        for (const layer of linears(widths)) made.set(String(layer.weight.shape), layer);
        const layers = linears(widths).map(({ weight }) => made.get(String(weight.shape)) as nn.Module);
        return new nn.Sequential(...layers.flatMap((layer, i) => (i > 0 ? [new nn.ReLU(), layer] : [layer])));
      },
    },
  },
  {
    name: "hidden-in-an-array",
    teaches:
      "Your layers are a plain array in a field, into which `parameters()` does not look: they would never be trained. Give them to `nn.Sequential` or `nn.ModuleList`.",
    caughtBy: ["layers/three-layers", "layers/equal-widths", "layers/one-layer"],
    subProblem: "layers",
    implementation: { mlp: (widths: number[]) => new Hiding([mlp(widths)]) },
  },
  {
    name: "tensors-kept",
    teaches:
      "Your list holds tensors. Each keeps its memory, and none can be drawn: read the number before you push it.",
    caughtBy: ["curve/three-batches", "curve/one-batch-and-none"],
    subProblem: "curve",
    implementation: {
      lossCurve: async (model: nn.Module, batches: Batches) =>
        batches.map(([x, y]) => model.call(x).sub(y).square().mean()),
    },
  },
  {
    name: "promises-kept",
    teaches: "Your list holds promises. Wait for each with `await` before you push.",
    caughtBy: ["curve/three-batches", "curve/one-batch-and-none"],
    subProblem: "curve",
    implementation: {
      lossCurve: async (model: nn.Module, batches: Batches) =>
        (await lossCurve(model, batches)).map((loss) => Promise.resolve(loss)),
    },
  },
  {
    name: "sum-of-squares",
    teaches: "You summed the squares. The mean is asked, so that a smaller batch has no smaller loss.",
    caughtBy: ["curve/three-batches", "curve/one-batch-and-none"],
    subProblem: "curve",
    implementation: {
      lossCurve: async (model: nn.Module, batches: Batches) => {
        const means = await lossCurve(model, batches);
        return means.map((mean, i) => mean * (batches[i]?.[1].size ?? 0));
      },
    },
  },
  {
    name: "mean-so-far",
    teaches: "You pushed the mean of all batches so far. Each batch by itself is asked.",
    caughtBy: ["curve/three-batches"],
    subProblem: "curve",
    implementation: {
      lossCurve: async (model: nn.Module, batches: Batches) => {
        let total = 0;
        return (await lossCurve(model, batches)).map((loss, i) => {
          total += loss;
          return total / (i + 1);
        });
      },
    },
  },
  {
    name: "list-not-joined",
    teaches: "You gave the list of outputs. Join them to one tensor, [example, feature].",
    caughtBy: ["outputs/a-last-batch-that-is-smaller", "outputs/equal-batches"],
    subProblem: "outputs",
    implementation: {
      collect: (layer: nn.Module, batches: tf.Tensor2D[]) => batches.map((batch) => layer.call(batch)),
    },
  },
  {
    name: "stacked",
    teaches:
      "You stacked the outputs, which makes an axis of batches and needs all of them equally long. Concatenate along the examples.",
    caughtBy: ["outputs/a-last-batch-that-is-smaller", "outputs/equal-batches"],
    subProblem: "outputs",
    implementation: {
      collect: (layer: nn.Module, batches: tf.Tensor2D[]) => stack(batches.map((batch) => layer.call(batch))),
    },
  },
  {
    name: "last-batch-only",
    teaches: "You kept the last batch only: the loop overwrites one name. Push each output into a list.",
    caughtBy: ["outputs/a-last-batch-that-is-smaller", "outputs/equal-batches"],
    subProblem: "outputs",
    implementation: {
      collect: (layer: nn.Module, batches: tf.Tensor2D[]) => collect(layer, batches.slice(-1)),
    },
  },
  {
    name: "continuation-only",
    teaches: "You gave the new tokens alone. The result begins with the prompt.",
    caughtBy: ["generate/four-tokens", "generate/up-to-the-end"],
    subProblem: "generate",
    implementation: {
      generate: async (model: nn.Module, prompt: number[], n: number, end: number) =>
        (await generate(model, prompt, n, end)).slice(prompt.length),
    },
  },
  {
    name: "first-position",
    teaches:
      "You took the token of the first position, which is always the same. The last one says what comes next.",
    caughtBy: ["generate/four-tokens", "generate/up-to-the-end"],
    subProblem: "generate",
    implementation: {
      generate: (model: nn.Module, prompt: number[], n: number, end: number) =>
        generate(
          reading(model, (tokens) => tokens.slice([0, 0], [1, 1])),
          prompt,
          n,
          end,
        ),
    },
  },
  {
    name: "only-the-last-token-read",
    teaches: "Your model reads the last token alone. It needs the whole text so far.",
    caughtBy: ["generate/four-tokens", "generate/up-to-the-end"],
    subProblem: "generate",
    implementation: {
      generate: (model: nn.Module, prompt: number[], n: number, end: number) =>
        generate(
          reading(model, (tokens) => tokens.slice([0, (tokens.shape[1] ?? 1) - 1])),
          prompt,
          n,
          end,
        ),
    },
  },
  {
    name: "only-the-prompt-read",
    teaches:
      "Your model reads the prompt each time, and so always finds the same token. It reads the text so far.",
    caughtBy: ["generate/four-tokens", "generate/up-to-the-end"],
    subProblem: "generate",
    implementation: {
      generate: (model: nn.Module, prompt: number[], n: number, end: number) =>
        generate(
          reading(model, (tokens) => tokens.slice([0, 0], [1, prompt.length])),
          prompt,
          n,
          end,
        ),
    },
  },
  {
    name: "end-left-out",
    teaches: "You stopped before the end was appended. It is the last token of the result.",
    caughtBy: ["generate/up-to-the-end"],
    subProblem: "generate",
    implementation: {
      generate: async (model: nn.Module, prompt: number[], n: number, end: number) => {
        const tokens = await generate(model, prompt, n, end);
        return tokens.length > prompt.length && tokens.at(-1) === end ? tokens.slice(0, -1) : tokens;
      },
    },
  },
  {
    name: "behind-the-end",
    teaches: "You went on behind the end. Leave the loop when the token is `end`.",
    caughtBy: ["generate/up-to-the-end"],
    subProblem: "generate",
    implementation: {
      generate: (model: nn.Module, prompt: number[], n: number) => generate(model, prompt, n, -1),
    },
  },
  {
    name: "prompt-grown",
    teaches:
      "You pushed into the array that you were given: the caller's prompt has grown. Copy it: `[...prompt]`.",
    caughtBy: ["generate/the-prompt-afterwards"],
    subProblem: "generate",
    implementation: {
      generate: async (model: nn.Module, prompt: number[], n: number, end: number) => {
        const tokens = await generate(model, prompt, n, end);
        prompt.push(...tokens.slice(prompt.length));
        return prompt;
      },
    },
  },
]);
