import { OPERATORS } from "./calls.ts";
import { METHODS } from "./methods.ts";
import { insteadOfName } from "./names.ts";

/** A habit from Python, by what TypeScript says of it, and what to write instead. */
const SAID: readonly { readonly said: RegExp; readonly instead: string }[] = [
  {
    said: /^Operator '.*' cannot be applied to types .*Tensor|^The (?:left|right)-hand side of an arithmetic operation must be/,
    instead: OPERATORS,
  },
  {
    said: /cannot be used as a value because it was imported using 'import type'/,
    instead: 'Take the word `type` out of the import: `import { tf } from "arena/tools";`.',
  },
  {
    said: /^Property 'm?T' does not exist on type 'Tensor/,
    instead: "Here it is `x.transpose()`.",
  },
  {
    said: /can't be used to index type 'Tensor/,
    instead: "`index(x, 0)` is torch's `x[0]`, `index(x, i, j)` its `x[i, j]`.",
  },
];

const ON_TENSOR = /^Property '(\w+)' does not exist on type '(?:Tensor|Variable|Parameter)/;

/** A tensor whose number of axes TypeScript does not know, where one with a certain number is wanted. */
const RANK_WANTED =
  /'(?:Tensor|Variable|Parameter)(?:<\w+>)?' is not assignable to (?:parameter of )?type '(Scalar|Tensor\dD)/;

const NO_NAME = /^Cannot find name '(\w+)'/;

/** TypeScript knows the names that there are; here it is only asked for Python's. */
const NO_VOCABULARY = { tools: [], within: {}, tensor: [] };

/** What to write instead, where TypeScript objects to what Python allows; undefined for other mistakes. */
export function insteadOfType(message: string): string | undefined {
  const habit = SAID.find(({ said }) => said.test(message));
  if (habit !== undefined) return habit.instead;
  const [, wanted] = RANK_WANTED.exec(message) ?? [];
  if (wanted !== undefined)
    return `TypeScript can't tell how many axes it has; grading does not mind. \`x as tf.${wanted}\` tells it.`;
  const [, method = ""] = ON_TENSOR.exec(message) ?? [];
  const known = METHODS.get(method);
  if (known !== undefined) return `Here it is ${known}.`;
  const [, name] = NO_NAME.exec(message) ?? [];
  return name && insteadOfName(name, NO_VOCABULARY);
}
