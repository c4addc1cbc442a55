import { described } from "../../arguments/described.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import type { HookHandle } from "./hooks.ts";
import { ModuleTensor } from "./module-tensor.ts";

/**
 * A tensor that training changes. It can be used wherever a tensor can; a module that has one as a field
 * lists it in `parameters()`. `backward` adds to its `grad`, an optimizer changes its values by `assign`.
 */
export class Parameter<R extends tf.Rank = tf.Rank> extends ModuleTensor<R> {
  #grad: tf.Tensor<R> | null = null;
  readonly #gradHooks = new Set<() => void>();

  /**
   * @param initial float32, any shape; its values are taken over.
   * @param requiresGrad false freezes it: `backward` gives it no gradient.
   * @throws ToolError for anything but a float32 tensor.
   */
  constructor(initial: tf.Tensor<R>, requiresGrad = true) {
    requireFloat(initial);
    requireFlag(requiresGrad);
    super(initial, requiresGrad);
  }

  /** Whether `backward` computes a gradient for it. TensorFlow.js calls this `trainable`. */
  get requiresGrad(): boolean {
    return this.trainable;
  }

  set requiresGrad(value: boolean) {
    this.trainable = value;
  }

  /**
   * The gradient that `backward` has added up since it was last set to null; same shape as the parameter.
   * The parameter owns it: setting another one, or null, frees the old one. Clone it to keep it for longer.
   */
  get grad(): tf.Tensor<R> | null {
    return this.#grad;
  }

  set grad(value: tf.Tensor<R> | null) {
    if (value !== null) requireShape(this, value);
    const previous = this.#grad;
    this.#grad = value && tf.keep(value.clone());
    previous?.dispose();
  }

  /**
   * Runs after each time `backward` has added to `grad` (`register_post_accumulate_grad_hook`): to watch or
   * to clip.
   */
  registerGradHook(hook: (parameter: this) => void): HookHandle {
    const run = () => hook(this);
    this.#gradHooks.add(run);
    const remove = () => void this.#gradHooks.delete(run);
    return { remove, [Symbol.dispose]: remove };
  }

  /** Adds to `grad`, which is null at first, and runs the gradient hooks. `backward` calls this. */
  accumulateGrad(gradient: tf.Tensor<R>): void {
    const sum = this.#grad === null ? gradient : this.#grad.add<tf.Tensor<R>>(gradient); // same shape
    this.grad = sum;
    if (sum !== gradient) sum.dispose();
    for (const run of [...this.#gradHooks]) run();
  }

  override dispose(): void {
    this.grad = null;
    super.dispose();
  }
}

function requireFloat(initial: unknown): void {
  if (initial instanceof tf.Tensor && initial.dtype === "float32") return;
  throw lesson("nn.Parameter", {
    what: "a parameter is made from a float32 tensor; only those have gradients.",
    given: { given: described(initial) },
    example: "new nn.Parameter(tf.zeros([2, 3]))",
  });
}

/** An object, such as { requiresGrad: false }, would count as true. */
function requireFlag(requiresGrad: unknown): void {
  if (typeof requiresGrad === "boolean") return;
  throw lesson("nn.Parameter", {
    what: `whether it is trained is true or false, not ${described(requiresGrad)}.`,
    example: "new nn.Parameter(tf.zeros([2, 3]), false)",
  });
}

function requireShape(parameter: tf.Tensor, grad: tf.Tensor): void {
  requireTensor("grad", grad, "a gradient");
  if (shapeText(parameter.shape) === shapeText(grad.shape)) return;
  throw lesson("grad", {
    what: "a gradient has its parameter's shape.",
    given: { parameter: shapeText(parameter.shape), gradient: shapeText(grad.shape) },
  });
}
