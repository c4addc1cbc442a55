import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as tools from "../../../src/tools/index.ts";

/* What learners who come from PyTorch or NumPy write, and the lesson they get: tests/tools/mistakes/*.test.ts. */

/** The tools without their types: a learner's editor may be silent, or ignored. */
// biome-ignore lint/suspicious/noExplicitAny: every call here is wrong on purpose
type Untyped = any;

/** What calls are made of. */
export interface Setting {
  readonly t: Untyped;
  /** [2, 3] float32. */
  readonly x: tools.tf.Tensor;
  /** [2] int32: 0, 2. */
  readonly labels: tools.tf.Tensor;
  /** [2, 3, 8, 8] and [4, 3, 3, 3]. */
  readonly images: tools.tf.Tensor;
  readonly weight: tools.tf.Tensor;
  /** [2], disposed of. */
  readonly gone: tools.tf.Tensor;
  /** Linear(3, 2). */
  readonly layer: Untyped;
}

export type Mistake = readonly [call: (setting: Setting) => unknown, says: RegExp];

const settingOf = (): Setting => {
  const gone = tools.tf.ones([2]);
  gone.dispose();
  return {
    t: tools,
    x: tools.tf.tensor2d([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    labels: tools.tf.tensor1d([0, 2], "int32"),
    images: tools.tf.ones([2, 3, 8, 8]),
    weight: tools.tf.ones([4, 3, 3, 3]),
    gone,
    layer: new tools.nn.Linear(3, 2),
  };
};

/** Each call gives a lesson that says this, on both backends that every machine has. */
export function mistakes(about: string, list: readonly Mistake[]): void {
  describe.each(["wasm", "cpu"])(`${about}, on %s`, (backend) => {
    beforeAll(() => startBackend(backend));
    it.each(list.map(([call, says]) => ({ text: textOf(call), call, says })))(
      "$text",
      async ({ call, says }) => {
        const thrown = await thrownBy(call);
        expect(thrown).toBeInstanceOf(tools.ToolError);
        expect((thrown as Error).message).toMatch(says);
        expect((thrown as Error).message).toMatch(/^[\w.(, )[\]]+: .*[.?]/); // whose call, and a sentence
      },
    );
  });
}

const textOf = (call: Mistake[0]): string =>
  call
    .toString()
    .replace(/^\([^)]*\) => /, "")
    .replace(/\s+/g, " ");

async function thrownBy(call: Mistake[0]): Promise<unknown> {
  try {
    await call(settingOf());
  } catch (error) {
    return error;
  }
  return undefined;
}
