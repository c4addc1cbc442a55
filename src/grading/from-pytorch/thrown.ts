import { insteadOfCall, OPERATORS } from "./calls.ts";
import { insteadOfName } from "./names.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A habit from Python, by what JavaScript or tfjs says of it, and what to write instead. */
interface Habit {
  readonly said: RegExp;
  readonly instead: string;
}

const UNDEFINED_LENGTH =
  "One of these lengths is undefined or NaN. The last one of `x` is `x.shape.at(-1)`; a tensor has no `length`, but `x.shape[0]` and `x.size`.";

const THROWN: readonly Habit[] = [
  { said: /\(.* (?:[-+*/%&|]|[<>]=?|[!=]==?) .*\)\.\w+ is not a function$/, instead: OPERATORS },
  {
    said: /\bis the boolean (?:true|false)$|tensor or a list of tensors, not (?:true|false)\.$/m,
    instead: OPERATORS,
  },
  {
    said: /^new shape: (?:[-\d,]*,)?(?:NaN)?(?:,[-\d,]*)?, old shape|positive integers but got shape \[(?:[-\d,]*,)?(?:NaN)?(?:,[-\d,NaN]*)?\]/,
    instead: UNDEFINED_LENGTH,
  },
  {
    said: /^Invalid or unexpected token$/,
    instead:
      "Is there a decorator, `@logged`? Node has none; call it: `export const Net = logged(class extends nn.Module { … })`.",
  },
  {
    said: /^'super' keyword unexpected here$/,
    instead: "Python's `super().forward(x)` is `super.forward(x)`; `super()` stands in a constructor only.",
  },
  {
    said: /is not iterable/,
    instead: "A tensor can't be unpacked or looped over: `unbind(x, 0)` gives a list of its entries.",
  },
  {
    said: /^Cannot (?:read|set) properties of undefined \((?:reading|setting) '\w+'\)$/,
    instead:
      "If you took it from a tensor: `x[0]` of a tensor is undefined, `index(x, 0)` is its first entry, `index(x, i, j)` is torch's `x[i, j]`; `x.T` is `x.transpose()`.",
  },
  {
    said: /must be a Tensor or TensorLike, but got 'null'$/,
    instead:
      "It got undefined or null. Torch's `x[0]` is `index(x, 0)`, its `x[i, j]` `index(x, i, j)`, its `x.T` `x.transpose()`, its `x.shape[-1]` `x.shape.at(-1)`.",
  },
  {
    said: /^transpose: the order must name each of the \d+ axes/,
    instead:
      "`x.transpose([0, 2, 1])` takes the order of all axes in one array; torch's `x.transpose(1, 2)` names only the two that change places.",
  },
  {
    said: /^\w+: the shape is an array of numbers, not \d+: /,
    instead: "A shape is written as one array: `tf.zeros([2, 3])`.",
  },
  {
    said: /^Size\(\d+\) must match the product of shape -?\d+$/,
    instead: "A shape is written as one array: `x.reshape([2, 3])`.",
  },
  {
    said: /^plots\.\w+\(\.\.\.\)\.(?:show|save|toTerminal|toPng) is not a function$/,
    instead:
      "A plot is there once its numbers are read, so `await` comes first: `(await plots.curve(losses)).show()`.",
  },
  {
    said: /\.(?:map|forEach) is not a function$/,
    instead:
      "A tensor is no array: `unbind(x, 0)` gives one of its entries. Shapes are arrays: `tf.zeros([2, 3])`.",
  },
  {
    said: /^Class constructor \w+ cannot be invoked without 'new'$/,
    instead: "A module is made with `new`: `new nn.Linear(2, 3)`.",
  },
  {
    said: /^Class extends value undefined is not a constructor or null$/,
    instead: "The class of modules is `nn.Module`, in the tools' `nn`.",
  },
  {
    said: /axis \[object Object\]$/,
    instead:
      "The axis is a plain number, and what else there is follows it: `x.sum(1, true)` keeps the axis.",
  },
];

const CALL = /^(.+)\.(\w+) is not a (?:function|constructor)$/;

const MISSING = /^(\w+) is not (defined|a function|a constructor)$/;

/** What to write instead, where JavaScript threw over something that Python allows; undefined for other mistakes. */
export function insteadOfThrown(message: string, vocabulary: Vocabulary): string | undefined {
  const habit = THROWN.find(({ said }) => said.test(message));
  if (habit !== undefined) return habit.instead;
  const [, missing, how] = MISSING.exec(message) ?? [];
  if (missing !== undefined) return insteadOfMissing(missing, how === "defined", vocabulary);
  const [, receiver, name] = CALL.exec(message) ?? [];
  return receiver && name ? insteadOfCall(receiver, name, vocabulary) : undefined;
}

/** What has a tool's name but is no function, is something of the learner's own. */
function insteadOfMissing(name: string, isUndefined: boolean, vocabulary: Vocabulary): string | undefined {
  return isUndefined || !vocabulary.tools.includes(name) ? insteadOfName(name, vocabulary) : undefined;
}
