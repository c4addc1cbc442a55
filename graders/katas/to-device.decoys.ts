import { decoys } from "arena/grader";
import {
  backward,
  concatenate,
  type Device,
  type DeviceTimes,
  type nn,
  optim,
  stack,
  tf,
  to,
} from "arena/tools";
import * as Solution from "../../exercises/katas/to-device/solution.ts";

const { computeOn, activationsOn, fitOn } = Solution;
type Pair = Solution.Pair;
type Work = Parameters<typeof computeOn>[2];

const here = (): Device => tf.getBackend() as Device;

/** Runs something there; only if all goes well it comes home, with or without the model. */
async function unlessItThrows<T>(
  device: Device,
  model: nn.Module | undefined,
  run: () => Promise<T>,
): Promise<T> {
  const home = here();
  if (model === undefined) await to(device);
  else await model.to(device);
  const result = await run();
  if (model === undefined) await to(home);
  else await model.to(home);
  return result;
}

/** The outputs of a model for batches, made there: [n, out]. */
async function outputsThere(device: Device, model: nn.Module, batches: readonly tf.Tensor[]) {
  const parts: tf.Tensor[] = [];
  for (const batch of batches) {
    const [there] = await to(device, batch); // [batch, in]
    parts.push(model.call(there)); // [batch, out]
  }
  return concatenate(parts); // [n, out]
}

/** Where the training goes wrong. */
interface Slips {
  readonly moved?: "before-the-loop" | "in-the-loop" | "not-at-all";
  readonly read?: "after-the-loop" | "in-the-loop" | "never";
  readonly home?: boolean;
}

function fitWith({ moved = "before-the-loop", read = "after-the-loop", home: goesHome = true }: Slips) {
  return async (
    device: Device,
    model: nn.Module,
    pairs: readonly Pair[],
    { lr, epochs }: Solution.FitSettings,
  ): Promise<unknown[]> => {
    const home = here();
    try {
      await model.to(device);
      const there: Pair[] = [];
      for (const pair of pairs) there.push(moved === "before-the-loop" ? await to(device, ...pair) : pair);
      const optimizer = new optim.SGD(model.parameters(), { lr });
      const losses: tf.Tensor[] = [];
      const numbers: number[] = [];
      for (let epoch = 0; epoch < epochs; epoch++) {
        for (const pair of there) {
          const [inputs, targets] = moved === "in-the-loop" ? await to(device, ...pair) : pair;
          const loss = backward(() => model.call(inputs).sub(targets).square().mean(), model.parameters()); // []
          optimizer.step();
          optimizer.zeroGrad();
          losses.push(loss);
          if (read === "in-the-loop") numbers.push((await loss.data())[0] ?? Number.NaN);
        }
      }
      if (read === "never") return losses;
      return read === "in-the-loop" ? numbers : [...(await stack(losses).data())];
    } finally {
      if (goesHome) await model.to(home);
      else await to(home);
    }
  };
}

export default decoys<typeof Solution>([
  {
    name: "never-there",
    teaches: "You computed where you are. `await to(device, …)` goes there.",
    caughtBy: ["there-and-back/two-inputs-computed-there"],
    subProblem: "there-and-back",
    implementation: {
      computeOn: async (_device: Device, inputs: readonly tf.Tensor[], work: Work) =>
        tf.tidy(() => work(...inputs)),
    },
  },
  {
    name: "stayed-there",
    teaches: "You are still on the other device: everything that follows runs there. Go home in `finally`.",
    caughtBy: ["there-and-back/two-inputs-computed-there", "there-and-back/home-again-after-an-error"],
    subProblem: "there-and-back",
    implementation: {
      computeOn: async (device: Device, inputs: readonly tf.Tensor[], work: Work) => {
        const there = await to(device, ...inputs);
        const result = tf.tidy(() => work(...there));
        tf.dispose(there);
        return result;
      },
    },
  },
  {
    name: "result-left-there",
    teaches:
      "You went home and left the result there. Going home moves no tensor: `const [here] = await to(home, result);`.",
    caughtBy: ["there-and-back/two-inputs-computed-there"],
    subProblem: "there-and-back",
    implementation: {
      computeOn: async (device: Device, inputs: readonly tf.Tensor[], work: Work) => {
        const home = here();
        try {
          const there = await to(device, ...inputs);
          const result = tf.tidy(() => work(...there));
          tf.dispose(there);
          return result;
        } finally {
          await to(home);
        }
      },
    },
  },
  {
    name: "inputs-moved",
    teaches:
      "You went there and worked on the inputs themselves, which moved them for good. Work on the copies that `to` gives.",
    caughtBy: ["there-and-back/the-inputs-stay-where-they-lie"],
    subProblem: "there-and-back",
    implementation: {
      computeOn: async (device: Device, inputs: readonly tf.Tensor[], work: Work) => {
        const home = here();
        try {
          await to(device);
          const result = tf.tidy(() => work(...inputs));
          const [back] = await to(home, result);
          result.dispose();
          return back;
        } finally {
          await to(home);
        }
      },
    },
  },
  {
    name: "copies-left-over",
    teaches:
      "The copies, and the result over there, are never freed: after a few calls that device is full. `dispose` them.",
    caughtBy: ["there-and-back/nothing-is-left-over"],
    subProblem: "there-and-back",
    implementation: {
      computeOn: async (device: Device, inputs: readonly tf.Tensor[], work: Work) => {
        const home = here();
        try {
          const there = await to(device, ...inputs);
          const [back] = await to(home, work(...there));
          return back;
        } finally {
          await to(home);
        }
      },
    },
  },
  {
    name: "home-unless-it-throws",
    teaches: "When the work throws, you stay on the other device. The way home belongs into `finally`.",
    caughtBy: ["there-and-back/home-again-after-an-error"],
    subProblem: "there-and-back",
    technique: "context-managers",
    implementation: {
      computeOn: async (device: Device, inputs: readonly tf.Tensor[], work: Work) => {
        const home = here();
        const there = await to(device, ...inputs);
        const result = tf.tidy(() => work(...there));
        const [back] = await to(home, result);
        tf.dispose([...there, result]);
        return back;
      },
    },
  },
  {
    name: "slowest-one",
    teaches: "You took the slowest device. The fewest milliseconds win.",
    caughtBy: ["measure/three-devices-that-agree"],
    subProblem: "measure",
    implementation: {
      quickest: (times: DeviceTimes, tolerance: number) =>
        timedOnes(times)
          .filter(({ difference }) => difference <= tolerance)
          .sort((a, b) => b.milliseconds - a.milliseconds)[0]?.device,
    },
  },
  {
    name: "quick-and-wrong",
    teaches: "You took the quickest device, whatever it computes. First leave out those that disagree.",
    caughtBy: ["measure/the-quickest-one-is-wrong"],
    subProblem: "measure",
    implementation: {
      quickest: (times: DeviceTimes) =>
        timedOnes(times).sort((a, b) => a.milliseconds - b.milliseconds)[0]?.device,
    },
  },
  {
    name: "nan-agrees",
    teaches:
      "You leave out what differs by more than the tolerance. NaN is never more: ask for a difference of at most that.",
    caughtBy: ["measure/devices-that-are-not-there-and-nan"],
    subProblem: "measure",
    implementation: {
      quickest: (times: DeviceTimes, tolerance: number) =>
        timedOnes(times)
          .filter(({ difference }) => !(difference > tolerance))
          .sort((a, b) => a.milliseconds - b.milliseconds)[0]?.device,
    },
  },
  {
    name: "model-moved-for-each-batch",
    teaches: "The model goes there and back for each batch. Its weights stay the same: move it once.",
    caughtBy: ["activations/the-model-moves-once-the-batches-not-at-all"],
    subProblem: "activations",
    implementation: {
      activationsOn: async (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
        const parts: tf.Tensor[] = [];
        for (const batch of batches) parts.push(await activationsOn(device, model, [batch])); // [batch, out]
        return concatenate(parts); // [n, out]
      },
    },
  },
  {
    name: "last-batch-only",
    teaches: "You gave the outputs of the last batch. Collect those of all, and join them at the end.",
    caughtBy: ["activations/three-batches-the-last-one-smaller"],
    subProblem: "activations",
    implementation: {
      activationsOn: (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) =>
        activationsOn(device, model, batches.slice(-1)),
    },
  },
  {
    name: "weights-not-sent",
    teaches:
      "Only the batches went there; the weights lay at home and were fetched at their first use. `await model.to(device)` before the loop.",
    caughtBy: ["activations/who-is-where-and-when"],
    subProblem: "activations",
    implementation: {
      activationsOn: async (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
        const home = here();
        try {
          const [back] = await to(home, await outputsThere(device, model, batches));
          return back;
        } finally {
          await model.to(home);
        }
      },
    },
  },
  {
    name: "batches-moved",
    teaches: "You gave the model the batches themselves, and that moved them for good. Give it copies.",
    caughtBy: ["activations/the-model-moves-once-the-batches-not-at-all"],
    subProblem: "activations",
    implementation: {
      activationsOn: async (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
        const home = here();
        try {
          await model.to(device);
          const [back] = await to(home, concatenate(batches.map((batch) => model.call(batch))));
          return back;
        } finally {
          await model.to(home);
        }
      },
    },
  },
  {
    name: "model-left-there",
    teaches:
      "You came home and left the model there. Its weights go by `await model.to(home)`, also after an error.",
    caughtBy: ["activations/who-is-where-and-when", "activations/a-model-that-throws"],
    subProblem: "activations",
    implementation: {
      activationsOn: async (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
        const home = here();
        try {
          await model.to(device);
          const [back] = await to(home, await outputsThere(device, model, batches));
          return back;
        } finally {
          await to(home);
        }
      },
    },
  },
  {
    name: "outputs-left-there",
    teaches: "The result still lies on the other device. Move it home by name.",
    caughtBy: ["activations/who-is-where-and-when"],
    subProblem: "activations",
    implementation: {
      activationsOn: async (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
        const home = here();
        try {
          await model.to(device);
          return await outputsThere(device, model, batches);
        } finally {
          await model.to(home);
        }
      },
    },
  },
  {
    name: "model-home-unless-it-throws",
    teaches: "When the model throws, it stays there, and you with it. The way home belongs into `finally`.",
    caughtBy: ["activations/a-model-that-throws"],
    subProblem: "activations",
    technique: "context-managers",
    implementation: {
      activationsOn: (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
        const home = here();
        return unlessItThrows(device, model, async () => {
          const [back] = await to(home, await outputsThere(device, model, batches));
          await to(device);
          return back;
        });
      },
    },
  },
  {
    name: "loss-read-in-each-step",
    teaches:
      "You read the loss in each step, and the device waits for you each time. Keep the tensors, and read once at the end.",
    caughtBy: ["training/nothing-is-read-in-the-loop"],
    subProblem: "training",
    implementation: { fitOn: fitWith({ read: "in-the-loop" }) },
  },
  {
    name: "pairs-moved-in-each-epoch",
    teaches: "You move the pairs again in each epoch. They do not change: move them once, before the loop.",
    caughtBy: ["training/nothing-is-read-in-the-loop"],
    subProblem: "training",
    implementation: { fitOn: fitWith({ moved: "in-the-loop" }) },
  },
  {
    name: "pairs-themselves-moved",
    teaches: "You trained on the pairs themselves, and that moved them for good. Train on copies.",
    caughtBy: ["training/who-is-where-and-when"],
    subProblem: "training",
    implementation: { fitOn: fitWith({ moved: "not-at-all" }) },
  },
  {
    name: "losses-as-tensors",
    teaches:
      "You return loss tensors, which lie over there. Read them after the loop: plain numbers are asked.",
    caughtBy: ["training/losses-and-weights-as-if-trained-here"],
    subProblem: "training",
    implementation: { fitOn: fitWith({ read: "never" }) },
  },
  {
    name: "trained-model-left-there",
    teaches: "You came home and the trained model did not. `await model.to(home)` in `finally`.",
    caughtBy: ["training/who-is-where-and-when", "training/a-model-that-throws"],
    subProblem: "training",
    implementation: { fitOn: fitWith({ home: false }) },
  },
  {
    name: "trained-here",
    teaches: "You trained where you are. The model goes to the device first, and the pairs with it.",
    caughtBy: ["training/who-is-where-and-when"],
    subProblem: "training",
    implementation: {
      fitOn: (_device: Device, model: nn.Module, pairs: readonly Pair[], settings: Solution.FitSettings) =>
        fitOn(here(), model, pairs, settings),
    },
  },
]);

function timedOnes({ outcomes }: DeviceTimes) {
  return outcomes.filter((outcome) => outcome.kind === "timed");
}
