import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";

/**
 * Refuses a tensor beside one of JavaScript's operators. In Python a library says what `1 - x` means; JavaScript asks the
 * object for a number, gets none, and goes on with NaN, or for `+` with the tensor's printed text: a mistake that shows
 * far from where it was made. Text, `${x}`, stays; so does `===`, which asks the object nothing.
 */
export function guardOperators(): void {
  const { prototype } = tfjs.Tensor;
  if (Symbol.toPrimitive in prototype) return;
  Object.defineProperty(prototype, Symbol.toPrimitive, {
    value(this: Tensor, wanted: "number" | "string" | "default"): string {
      if (wanted === "string") return this.toString();
      const number = this.size === 1 ? "\nIts one number is `(await x.data())[0]`." : "";
      throw new TypeError(`A tensor of shape [${this.shape.join(", ")}] stands ${REFUSED[wanted]}${number}`);
    },
  });
}

/** By what JavaScript asks for: `+` and `==` would take a text too. */
const REFUSED = {
  number:
    "where JavaScript wants a number: beside `-`, `*`, `/`, `**`, `<`, `>`, or in `Math`.\nOf tensors: `a.sub(b)`, `a.mul(b)`, `a.div(b)`, `x.neg()`, `x.square()`, `x.greater(0)`, `x.maximum(0)`. `1 - x` is `tf.sub(1, x)`; `x > 0 ? a : b` is `tf.where(x.greater(0), a, b)`.",
  default: `beside \`+\` or \`==\`, which JavaScript has for numbers and texts only.\nOf tensors: \`a.add(b)\`, \`x.equal(y)\`. In a text it is \`\${x}\`.`,
} as const;
