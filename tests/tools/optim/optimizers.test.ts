import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { backward } from "../../../src/tools/autograd/index.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import * as optim from "../../../src/tools/optim/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import * as formula from "./formulas.ts";

beforeAll(() => startBackend("cpu"));

const parameter = (...values: number[]) => new nn.Parameter(tf.tensor1d(values));
const STARTS = [1, -0.5, 3];

/** Parameters of two tensors after each step on the loss Σ θ²/2. */
async function trained(
  make: (params: nn.Parameter[]) => optim.AnyOptimizer,
  steps: number,
): Promise<number[]> {
  const params = [parameter(STARTS[0] as number), parameter(STARTS[1] as number, STARTS[2] as number)];
  const optimizer = make(params);
  for (let i = 0; i < steps; i++) {
    optimizer.zeroGrad();
    backward(() => tf.addN(params.map((p) => p.square().sum().div(2))), params).dispose();
    optimizer.step();
  }
  return (await Promise.all(params.map((p) => p.data()))).flatMap((values) => Array.from(values));
}

async function expectFollows(
  make: (params: nn.Parameter[]) => optim.AnyOptimizer,
  rule: (theta: number, steps: number) => number,
): Promise<void> {
  for (const steps of [1, 2, 3, 20]) {
    const values = await trained(make, steps);
    values.forEach((value, i) => void expect(value).toBeCloseTo(rule(STARTS[i] as number, steps), 5));
  }
}

describe("SGD", () => {
  test.each([
    [0.1, 0, 0],
    [0.1, 0.7, 0],
    [0.1, 0.9, 0.1],
    [0.2, 0.8, 0.05],
  ])("lr %f, momentum %f, weight decay %f", async (lr, momentum, weightDecay) => {
    await expectFollows(
      (params) => new optim.SGD(params, { lr, momentum, weightDecay }),
      (x, n) => formula.sgd(x, n, lr, momentum, weightDecay),
    );
  });

  test("gives PyTorch's numbers for θ₀ = 1, lr 0.1, momentum 0.9, decay 0.1", async () => {
    const [first] = await trained(
      (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9, weightDecay: 0.1 }),
      3,
    );
    expect(first).toBeCloseTo(0.439649, 5);
  });

  test("with Nesterov's look ahead", async () => {
    await expectFollows(
      (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9, nesterov: true }),
      (x, n) => formula.sgd(x, n, 0.1, 0.9, 0, true),
    );
    expect(() => new optim.SGD([parameter(1)], { lr: 0.1, nesterov: true })).toThrow(/momentum above 0/);
  });

  test("keeps the raw gradient as it is", async () => {
    const theta = parameter(2);
    const optimizer = new optim.SGD([theta], { lr: 0.1, weightDecay: 0.5 });
    backward(() => theta.square().sum(), [theta]);
    optimizer.step();
    expect(await theta.grad?.array()).toEqual([4]);
  });
});

describe("RMSprop, Adam and AdamW", () => {
  test.each([
    [0.9, 1e-3, 0, 0],
    [0.95, 1e-4, 0.05, 0],
    [0.9, 0.1, 0.1, 0.5],
  ])("RMSprop alpha %f, eps %f, decay %f, momentum %f", async (alpha, eps, weightDecay, momentum) => {
    await expectFollows(
      (params) => new optim.RMSprop(params, { lr: 0.1, alpha, eps, weightDecay, momentum }),
      (x, n) => formula.rmsprop(x, n, 0.1, alpha, eps, weightDecay, momentum),
    );
  });

  test.each([
    [0.8, 0.95, 1e-3, 0],
    [0.8, 0.9, 0.1, 0.1],
    [0.9, 0.95, 1e-2, 0.08],
  ])("Adam and AdamW betas %f %f, eps %f, decay %f", async (beta1, beta2, eps, weightDecay) => {
    const settings = { lr: 0.1, betas: [beta1, beta2], eps, weightDecay } as const;
    await expectFollows(
      (params) => new optim.Adam(params, settings),
      (x, n) => formula.adam(x, n, 0.1, [beta1, beta2], eps, weightDecay, false),
    );
    await expectFollows(
      (params) => new optim.AdamW(params, settings),
      (x, n) => formula.adam(x, n, 0.1, [beta1, beta2], eps, weightDecay, true),
    );
  });

  test("give PyTorch's numbers for θ₀ = 1 after three steps", async () => {
    const settings = { lr: 0.1, betas: [0.8, 0.9], eps: 0.1, weightDecay: 0.1 } as const;
    expect((await trained((p) => new optim.Adam(p, settings), 3))[0]).toBeCloseTo(0.727548, 5);
    expect((await trained((p) => new optim.AdamW(p, settings), 3))[0]).toBeCloseTo(0.703233, 5);
    const rms = { lr: 0.1, alpha: 0.9, eps: 0.1, weightDecay: 0.1, momentum: 0.5 };
    expect((await trained((p) => new optim.RMSprop(p, rms), 3))[0]).toBeCloseTo(0.233924, 5);
  });

  test("have PyTorch's defaults", () => {
    expect(new optim.Adam([parameter(1)]).paramGroups[0]).toMatchObject({
      lr: 0.001,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weightDecay: 0,
    });
    expect(new optim.AdamW([parameter(1)]).paramGroups[0]).toMatchObject({ weightDecay: 0.01 });
    expect(new optim.RMSprop([parameter(1)]).paramGroups[0]).toMatchObject({
      lr: 0.01,
      alpha: 0.99,
      eps: 1e-8,
    });
  });
});

describe("every optimizer", () => {
  test("takes a generator of parameters and reads it once", async () => {
    const theta = parameter(1);
    function* params() {
      yield theta;
    }
    const optimizer = new optim.SGD(params(), { lr: 0.5 });
    for (let i = 0; i < 2; i++) {
      optimizer.zeroGrad();
      backward(() => theta.square().sum().div(2), [theta]);
      optimizer.step();
    }
    expect(await theta.array()).toEqual([0.25]);
  });

  test("leaves parameters without a gradient where they are", async () => {
    const [used, unused] = [parameter(1), parameter(1)];
    const optimizer = new optim.SGD([used, unused], { lr: 1, weightDecay: 0.5 });
    backward(() => used.sum(), [used]);
    optimizer.step();
    expect(await unused.array()).toEqual([1]);
  });

  test("does not fill the memory", () => {
    const theta = parameter(1, 2);
    const optimizer = new optim.Adam([theta], { lr: 0.1 });
    const step = () => {
      optimizer.zeroGrad();
      backward(() => theta.square().sum(), [theta]).dispose();
      optimizer.step();
    };
    step();
    const after = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) step();
    expect(tf.memory().numTensors).toBe(after);
    const count = tf.memory().numTensors;
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(count - 2);
  });
});

describe("parameter groups", () => {
  test("a group's setting goes before the optimizer's, that before the default", () => {
    const optimizer = new optim.SGD(
      [
        { params: [parameter(1)], lr: 1e-2, momentum: 0.95 },
        { params: [parameter(2)], lr: 1e-3 },
      ],
      { momentum: 0.9, weightDecay: 0.1 },
    );
    expect(optimizer.paramGroups).toMatchObject([
      { lr: 1e-2, momentum: 0.95, weightDecay: 0.1, dampening: 0 },
      { lr: 1e-3, momentum: 0.9, weightDecay: 0.1 },
    ]);
  });

  test("each group moves at its own rate, which may be changed", async () => {
    const [base, head] = [parameter(1), parameter(1)];
    const optimizer = new optim.SGD([{ params: [base] }, { params: [head], lr: 0.5 }], { lr: 0.1 });
    (optimizer.paramGroups[0] as { lr: number }).lr = 0.25;
    backward(() => base.add(head).sum(), [base, head]);
    optimizer.step();
    expect([await base.array(), await head.array()]).toEqual([[0.75], [0.5]]);
  });

  test("mistakes are named", () => {
    const theta = parameter(1);
    expect(() => new optim.SGD([theta])).toThrow(/learning rate is missing/);
    expect(() => new optim.SGD([{ params: [theta], lr: 1 }, { params: [parameter(2)] }])).toThrow(
      /learning rate is missing/,
    );
    expect(() => new optim.Adam([])).toThrow(/no parameters/);
    expect(() => new optim.Adam([theta, theta])).toThrow(/occurs twice/);
    expect(() => new optim.Adam([tf.variable(tf.scalar(1)) as unknown as nn.Parameter])).toThrow(
      /entry 0[\s\S]*not an nn\.Parameter/,
    );
  });
});

describe("schedules", () => {
  const rates = (make: (optimizer: optim.AnyOptimizer) => optim.Schedule, epochs: number) => {
    const schedule = make(new optim.SGD([parameter(1)], { lr: 1 }));
    return Array.from({ length: epochs }, () => {
      const [rate] = schedule.getLastLr();
      schedule.step();
      return Number((rate as number).toFixed(6));
    });
  };

  test("StepLR, MultiStepLR, ExponentialLR", () => {
    expect(rates((o) => new optim.StepLR(o, { stepSize: 2, gamma: 0.5 }), 5)).toEqual([1, 1, 0.5, 0.5, 0.25]);
    expect(rates((o) => new optim.MultiStepLR(o, { milestones: [1, 3] }), 5)).toEqual([
      1, 0.1, 0.1, 0.01, 0.01,
    ]);
    expect(rates((o) => new optim.ExponentialLR(o, { gamma: 0.5 }), 3)).toEqual([1, 0.5, 0.25]);
  });

  test("CosineAnnealingLR goes through the middle, LambdaLR can warm up from 0", () => {
    expect(rates((o) => new optim.CosineAnnealingLR(o, { epochs: 2, minimum: 0.2 }), 3)).toEqual([
      1, 0.6, 0.2,
    ]);
    expect(rates((o) => new optim.LambdaLR(o, (epoch) => epoch / 2), 3)).toEqual([0, 0.5, 1]);
  });

  test("keep the ratio of groups", () => {
    const optimizer = new optim.SGD([
      { params: [parameter(1)], lr: 1 },
      { params: [parameter(1)], lr: 0.1 },
    ]);
    const schedule = new optim.ExponentialLR(optimizer, { gamma: 0.5 });
    schedule.step();
    expect(schedule.getLastLr()).toEqual([0.5, 0.05]);
  });
});
