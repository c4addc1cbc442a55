import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { modelHooks } from "../../../src/tools/scopes/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

const pair = () => new nn.Sequential({ double: new Times(2), triple: new Times(3) });

class Times extends nn.Module {
  readonly factor: number;

  constructor(factor: number) {
    super();
    this.factor = factor;
  }

  forward(x: tf.Tensor): tf.Tensor {
    return x.mul(this.factor);
  }
}

const numberOf = async (x: tf.Tensor) => (await x.data())[0];

describe("forward hooks", () => {
  test("run after their module, inner ones first, with inputs and output", async () => {
    const model = pair();
    const seen: string[] = [];
    model.apply((module) => {
      module.registerForwardHook((m, [x], output) => {
        seen.push(`${m.constructor.name} ${x?.dataSync()[0]} -> ${output.dataSync()[0]}`);
      });
    });
    await model.call(tf.scalar(1)).data();
    expect(seen).toEqual(["Times 1 -> 2", "Times 2 -> 6", "Sequential 1 -> 6"]);
  });

  test("see the output of the hook before them, in the order of registration", async () => {
    const model = new Times(2);
    model.registerForwardHook((_, __, output) => output.add(1));
    model.registerForwardHook((_, __, output) => output.mul(10));
    expect(await numberOf(model.call(tf.scalar(1)))).toBe(30);
  });

  test("pre-hooks replace the input with a tensor or a list of inputs", async () => {
    const model = new Times(2);
    model.registerForwardPreHook((_, [x]) => x?.add(1));
    model.registerForwardPreHook((_, [x]) => [x?.mul(10)]);
    expect(await numberOf(model.call(tf.scalar(1)))).toBe(40);
  });

  test("are skipped when forward is called directly", async () => {
    const model = new Times(2);
    model.registerForwardHook(() => tf.scalar(-1));
    expect(await numberOf(model.forward(tf.scalar(1)))).toBe(2);
  });

  test("are gone after remove; the others stay", async () => {
    const model = new Times(2);
    const handle = model.registerForwardHook((_, __, output) => output.add(100));
    model.registerForwardHook((_, __, output) => output.add(1));
    handle.remove();
    handle.remove();
    expect(model.hookCount).toBe(1);
    expect(await numberOf(model.call(tf.scalar(1)))).toBe(3);
  });

  test("are all gone after removeAllHooks, wherever they were", async () => {
    const model = pair();
    model.registerForwardHook(() => tf.scalar(-1));
    model.at(0).registerForwardPreHook(() => tf.scalar(-1));
    model.removeAllHooks();
    expect(model.modules().map((module) => module.hookCount)).toEqual([0, 0, 0]);
    expect(await numberOf(model.call(tf.scalar(1)))).toBe(6);
  });

  test("may name narrower types than a tensor", () => {
    const model = new nn.Conv2d(1, 1, 2);
    const shapes: number[][] = [];
    model.registerForwardHook(
      (_: nn.Module, __: tf.Tensor[], output: tf.Tensor4D) => void shapes.push(output.shape),
    );
    model.call(tf.ones([1, 1, 3, 4]));
    expect(shapes).toEqual([[1, 1, 2, 3]]);
  });

  test("must not be async, because the forward pass does not wait", () => {
    const model = new Times(2);
    model.registerForwardHook(async (_, __, output) => void (await output.data()));
    expect(() => model.call(tf.scalar(1))).toThrow(/hook cannot be async/);
  });
});

describe("modelHooks", () => {
  test("last until the end of the block", async () => {
    const model = pair();
    {
      using _ = modelHooks(model, { double: (_m, _i, output) => output.add(1) });
      expect(await numberOf(model.call(tf.scalar(1)))).toBe(9);
    }
    expect(await numberOf(model.call(tf.scalar(1)))).toBe(6);
  });

  test("are removed after an error, and only they", () => {
    const model = pair();
    model.registerForwardHook(() => undefined);
    const failing = () => {
      using _ = modelHooks(model, [
        [
          (name) => name !== "",
          () => {
            throw new Error("stopped early");
          },
        ],
      ]);
      model.call(tf.scalar(1));
    };
    expect(failing).toThrow("stopped early");
    expect(model.modules().map((module) => module.hookCount)).toEqual([1, 0, 0]);
  });

  test("name the modules there are when a path is wrong, and leave nothing behind", () => {
    const model = pair();
    expect(() => modelHooks(model, { double: () => undefined, tripel: () => undefined })).toThrow(
      /did you mean "triple"/,
    );
    expect(model.at(0).hookCount).toBe(0);
    expect(() => modelHooks(model, [[(name) => name.endsWith("attention"), () => undefined]])).toThrow(
      /matches no module[\s\S]*double, triple/,
    );
  });
});
