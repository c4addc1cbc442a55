import { beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

class Scaled extends nn.Module {
  forward(x: tf.Tensor4D, factor: number): tf.Tensor2D {
    return x.mul(factor).reshape<tf.Tensor2D>([x.shape[0], -1]);
  }
}

class Pair extends nn.Module<readonly [tf.Tensor, tf.Tensor]> {
  forward(x: tf.Tensor): readonly [tf.Tensor, tf.Tensor] {
    return [x, x.neg()];
  }
}

class Branch extends nn.Module {
  right: nn.Module;

  constructor(wide: boolean) {
    super();
    this.right = wide ? new nn.Conv2d(1, 2, 1) : new nn.Identity();
  }

  forward(x: tf.Tensor4D): tf.Tensor {
    return this.right.call(x);
  }
}

describe("what an editor knows", () => {
  test("call takes and returns what forward does", () => {
    const scaled = new Scaled();
    const y = scaled.call(tf.ones<tf.Tensor4D["rankType"]>([2, 1, 3, 1]), 2);
    expectTypeOf(y).toEqualTypeOf<tf.Tensor2D>();
    expect(y.shape).toEqual([2, 3]);
    // @ts-expect-error the factor is missing
    expect(() => scaled.call(tf.ones([2]))).toThrow();
  });

  test("a module may return something else than a tensor", () => {
    const [x, negative] = new Pair().call(tf.scalar(3));
    expectTypeOf(x).toEqualTypeOf<tf.Tensor>();
    expect(negative.dataSync()[0]).toBe(-3);
  });

  test("a field of type nn.Module can be called and gives a tensor", () => {
    const y = new Branch(true).call(tf.ones<tf.Tensor4D["rankType"]>([1, 1, 2, 2]));
    expectTypeOf(y).toEqualTypeOf<tf.Tensor>();
    expect(y.shape).toEqual([1, 2, 2, 2]);
  });

  test("a parameter of known rank is a parameter", () => {
    const weight = new nn.Parameter(tf.zeros<tf.Tensor2D["rankType"]>([2, 3]));
    expectTypeOf(weight).toExtend<nn.Parameter>();
    expectTypeOf(weight).toExtend<tf.Tensor2D>();
    expectTypeOf(weight.grad).toEqualTypeOf<tf.Tensor2D | null>();
  });
});
