import { described } from "../../arguments/described.ts";
import { lesson } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";
import type { Module } from "./module.ts";

/**
 * Takes a hook out again. `using handle = model.registerForwardHook(...)` does so at the end of the block.
 */
export interface HookHandle extends Disposable {
  remove(): void;
}

/** Written as methods so that a hook may name narrower types than these, such as `output: tf.Tensor4D`. */
interface HookShapes {
  forward(module: Module, inputs: tf.Tensor[], output: tf.Tensor): unknown;
  before(module: Module, inputs: tf.Tensor[]): unknown;
}

/** Runs after a module's forward; what it returns, if anything, takes the output's place. */
export type ForwardHook = HookShapes["forward"];

/** Runs before a module's forward; a tensor or a list it returns takes the inputs' place. */
export type ForwardPreHook = HookShapes["before"];

/** The hooks of one module, in the order in which they were registered. */
export class Hooks {
  readonly #before = new Set<{ readonly run: ForwardPreHook }>();
  readonly #after = new Set<{ readonly run: ForwardHook }>();

  addBefore(run: ForwardPreHook): HookHandle {
    return entered(this.#before, { run });
  }

  addAfter(run: ForwardHook): HookHandle {
    return entered(this.#after, { run });
  }

  get count(): number {
    return this.#before.size + this.#after.size;
  }

  clear(): void {
    this.#before.clear();
    this.#after.clear();
  }

  inputsFor(module: Module, inputs: unknown[]): unknown[] {
    return [...this.#before].reduce((current, { run }) => {
      const result = settled(run(module, current as tf.Tensor[]));
      if (result === undefined || result === null) return current;
      return Array.isArray(result) ? result : [result];
    }, inputs);
  }

  outputOf(module: Module, inputs: unknown[], output: unknown): unknown {
    return [...this.#after].reduce(
      (current, { run }) => settled(run(module, inputs as tf.Tensor[], current as tf.Tensor)) ?? current,
      output,
    );
  }
}

function entered<T extends { readonly run: unknown }>(hooks: Set<T>, entry: T): HookHandle {
  if (typeof entry.run !== "function") {
    throw lesson("hook", {
      what: `a hook is a function, not ${described(entry.run)}.`,
      example: "layer.registerForwardHook((module, inputs, output) => { seen.push(output.shape); })",
    });
  }
  hooks.add(entry);
  const remove = () => void hooks.delete(entry);
  return { remove, [Symbol.dispose]: remove };
}

function settled(result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  throw lesson("hook", {
    what: "a hook cannot be async: the forward pass does not wait for it.",
    fits: "keep the tensor (tf.keep(output.clone())) and await its values after the forward pass",
  });
}
