import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

class Block extends nn.Module {
  readonly width: number;
  scale: nn.Parameter;
  linear: nn.Linear;
  shift: nn.Parameter;
  counter: nn.Buffer;

  constructor(width: number) {
    super();
    this.width = width;
    this.linear = new nn.Linear(width, width, false);
    this.scale = new nn.Parameter(tf.ones([width]));
    this.shift = new nn.Parameter(tf.zeros([width]));
    this.counter = this.registerBuffer("counter", tf.scalar(0, "int32"));
  }

  forward(x: tf.Tensor): tf.Tensor {
    return this.linear.call(x).mul(this.scale).add(this.shift);
  }

  override extraRepr(): string {
    return `width=${this.width}`;
  }
}

class Net extends nn.Module {
  blocks: nn.ModuleList<Block>;
  head: nn.Sequential;
  nothing: nn.Parameter | null;
  forgotten: nn.Module[];

  constructor() {
    super();
    this.blocks = new nn.ModuleList([new Block(2), new Block(2)]);
    this.head = new nn.Sequential(new nn.ReLU(), new nn.Linear(2, 3));
    this.nothing = null;
    this.forgotten = [new nn.Linear(5, 5)];
  }

  forward(x: tf.Tensor): tf.Tensor {
    let y = x;
    for (const block of this.blocks) y = block.call(y);
    return this.head.call(y);
  }
}

describe("what a module finds in its fields", () => {
  test("its own parameters come first in the order of assignment, then its children's", () => {
    expect(new Block(2).namedParameters().map(([name]) => name)).toEqual(["scale", "shift", "linear.weight"]);
  });

  test("parameters in lists and sequences are found, those in plain arrays are not", () => {
    expect(new Net().namedParameters().map(([name]) => name)).toEqual([
      "blocks.0.scale",
      "blocks.0.shift",
      "blocks.0.linear.weight",
      "blocks.1.scale",
      "blocks.1.shift",
      "blocks.1.linear.weight",
      "head.1.weight",
      "head.1.bias",
    ]);
  });

  test("a module comes before those within it, the root under the empty name", () => {
    const names = new Net().namedModules().map(([name]) => name);
    expect(names).toEqual([
      "",
      "blocks",
      "blocks.0",
      "blocks.0.linear",
      "blocks.1",
      "blocks.1.linear",
      "head",
      "head.0",
      "head.1",
    ]);
  });

  test("a parameter that is used twice is listed once but saved under both names", () => {
    const tied = new nn.Sequential(new nn.Linear(2, 2, false), new nn.Linear(2, 2, false));
    (tied.at(1) as nn.Linear).weight = (tied.at(0) as nn.Linear).weight;
    expect(tied.namedParameters().map(([name]) => name)).toEqual(["0.weight"]);
    expect(Object.keys(tied.stateDict())).toEqual(["0.weight", "1.weight"]);
  });

  test("a plain variable is no parameter and no buffer", () => {
    const block = new Block(2);
    Object.assign(block, { extra: tf.variable(tf.zeros([1])) });
    expect(block.parameters()).toHaveLength(3);
    expect(block.buffers()).toHaveLength(1);
  });

  test("a module that holds its parent does not send the walk round in circles", () => {
    const outer = new nn.Sequential(new nn.Identity());
    Object.assign(outer.at(0), { parent: outer });
    expect(outer.namedModules().map(([name]) => name)).toEqual(["", "0"]);
  });

  test("models built twice get their own variables", async () => {
    const [first, second] = [new Block(2), new Block(2)];
    first.scale.assign(tf.tensor1d([7, 7]));
    expect(await second.scale.array()).toEqual([1, 1]);
  });

  test("a tensor that is assigned to itself keeps its values", async () => {
    for (const Kind of [nn.Parameter, nn.Buffer]) {
      const tensor = tf.tidy(() => new Kind(tf.tensor1d([1, 2]))); // nobody else holds its values
      tensor.assign(tensor);
      tensor.assign(tensor.clone());
      expect(await tensor.array()).toEqual([1, 2]);
    }
  });
});

describe("the tree", () => {
  test("shows each layer with its settings, indented", () => {
    expect(new Net().toString()).toBe(
      `Net(
  (blocks): ModuleList(
    (0): Block(
      width=2
      (linear): Linear(inFeatures=2, outFeatures=2, bias=false)
    )
    (1): Block(
      width=2
      (linear): Linear(inFeatures=2, outFeatures=2, bias=false)
    )
  )
  (head): Sequential(
    (0): ReLU()
    (1): Linear(inFeatures=2, outFeatures=3, bias=true)
  )
)`,
    );
  });
});

describe("modes and freezing", () => {
  test("train and eval reach every module within", () => {
    const net = new Net().eval();
    expect(net.modules().map((module) => module.training)).toEqual(net.modules().map(() => false));
    expect(net.train().blocks.at(-1).linear.training).toBe(true);
  });

  test("requiresGrad_ freezes every parameter", () => {
    const net = new Net().requiresGrad_(false);
    expect(net.parameters().some((parameter) => parameter.requiresGrad)).toBe(false);
  });

  test("apply visits children before their parent", () => {
    const visited: string[] = [];
    new Block(2).apply((module) => visited.push(module.constructor.name));
    expect(visited).toEqual(["Linear", "Block"]);
  });
});

describe("finding a module by its path", () => {
  test("a dotted path leads to it", () => {
    const net = new Net();
    expect(net.getSubmodule("blocks.1.linear")).toBe(net.blocks.at(1).linear);
  });

  test("a wrong path is answered with the right ones", () => {
    expect(() => new Net().getSubmodule("block.1")).toThrow(
      /no module "block\.1"; did you mean "blocks\.1"\?[\s\S]*head\.1/,
    );
  });
});

describe("moving to another backend", () => {
  test("values stay and the module runs there", async () => {
    const linear = new nn.Linear(2, 1);
    const before = await linear.weight.array();
    await linear.to("wasm");
    expect(tf.getBackend()).toBe("wasm");
    expect(await linear.weight.array()).toEqual(before);
    expect(linear.call(tf.ones([3, 2])).shape).toEqual([3, 1]);
    await linear.to("cpu");
  });
});
