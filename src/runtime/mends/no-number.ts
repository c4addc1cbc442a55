import * as tfjs from "#tfjs";

/**
 * Refuses a tensor where JavaScript wants a number: `x + 1` would be a text, and `loss < best` false whatever the loss
 * is. Its text, `${x}`, stays.
 */
export function mendNumbers(): void {
  Object.defineProperty(tfjs.Tensor.prototype, Symbol.toPrimitive, {
    configurable: true,
    value(this: tfjs.Tensor, hint: string) {
      if (hint === "string") return this.toString();
      throw new TypeError(noNumber(this.shape));
    },
  });
}

const noNumber = (shape: readonly number[]): string =>
  `A tensor [${shape.join(", ")}] is no number, so JavaScript cannot calculate or compare with it. Write x.add(1) or ` +
  "x.greater(5) for tensors, `const [number] = await x.data()` for the number of a scalar, and String(x) for its text.";
