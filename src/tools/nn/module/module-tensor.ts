import { engine } from "../../../runtime/engine.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";

/**
 * What Parameter and Buffer have in common: a TensorFlow.js Variable, so that every operation takes it, which
 * keeps its identity while `assign` changes its values. It outlives `tf.tidy`, and its name is unique by
 * itself.
 */
export abstract class ModuleTensor<R extends tf.Rank = tf.Rank> extends tf.Variable<R> {
  constructor(initial: tf.Tensor<R>, trainable: boolean) {
    requireTensor(new.target.name, initial, "the first value");
    const registered = tf.variable(initial, trainable); // finds a free name and id
    super(registered, trainable, registered.name, registered.id);
    engine.state.registeredVariables[this.name] = this; // in the place of the plain variable
  }

  // TensorFlow.js answers `instanceof` by looking for methods: any Variable would pass for a Parameter.
  static override [Symbol.hasInstance](this: { readonly prototype: object }, value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that was asked, Parameter or Buffer
    return Object.prototype.isPrototypeOf.call(this.prototype, value as object);
  }

  /**
   * Takes over another tensor's values (as `copy_` in PyTorch); later changes of either do not show in the
   * other.
   *
   * @throws ToolError if shape or dtype differ.
   */
  override assign(values: tf.Tensor<R>): void {
    requireTensor("assign", values, "the new value");
    if (shapeText(values.shape) !== shapeText(this.shape) || values.dtype !== this.dtype) {
      throw lesson("assign", {
        what: "shape and dtype of the new values have to be those of the old ones.",
        given: {
          old: `${shapeText(this.shape)} ${this.dtype}`,
          new: `${shapeText(values.shape)} ${values.dtype}`,
        },
      });
    }
    if (Object.is(values, this)) return; // TensorFlow.js would free the values before it takes them over
    super.assign(values);
  }

  /**
   * What `console.log` shows: a tensor's values cannot be read at once on every backend. `await print(x)`
   * shows them.
   */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.constructor.name}(${shapeText(this.shape)} ${this.dtype})`;
  }
}
