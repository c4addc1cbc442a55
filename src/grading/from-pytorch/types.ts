import { IN_PLACE, OPERATORS } from "./calls.ts";
import { FUNCTIONS, METHODS } from "./methods.ts";
import { insteadOfName } from "./names.ts";

/** A habit from Python, by what TypeScript says of it, and what to write instead. */
const SAID: readonly { readonly said: RegExp; readonly instead: string }[] = [
  {
    said: /^Operator '.*' cannot be applied to types .*(?:Tensor|Variable|Parameter|Buffer)|^The (?:left|right)-hand side of an arithmetic operation must be/,
    instead: OPERATORS,
  },
  {
    said: /^(?:Type|Argument of type) 'boolean' is not assignable to .*type '[^']*Tensor/,
    instead: OPERATORS,
  },
  {
    said: /^(?:Type|Argument of type) 'number' is not assignable to .*type '[^']*Tensor/,
    instead: `Did an operator make it? ${OPERATORS} A tensor of one number is \`tf.scalar(2)\`.`,
  },
  {
    said: /^This expression is not callable\.\s+Type '(?:Number|\[number.*\]|number\[\])' has no call signatures/,
    instead: "Sizes are no functions: `x.shape[0]` is torch's `x.size(0)`, `x.shape` its `x.size()`.",
  },
  {
    said: /^Type '(?:Tensor|Variable|Parameter).*' must have a '\[Symbol\.iterator\]/,
    instead: "`unbind(x, 0)` gives a list of its entries.",
  },
  {
    said: /^A tuple type cannot be indexed with a negative value/,
    instead: "`x.shape.at(-1)` is torch's `x.shape[-1]`.",
  },
  {
    said: /^Type 'boolean' cannot be used as an index type/,
    instead: "`tf.where(mask, 0, x)` is torch's `x[mask] = 0`, `indexByMask(x, mask)` its `x[mask]`.",
  },
  {
    said: /^Type 'null' cannot be used as an index type/,
    instead: "`unsqueeze(x, 0)` is torch's `x[None]`; `index(x, ':', null)` its `x[:, None]`.",
  },
  {
    said: /^Left side of comma operator is unused/,
    instead: "Python's tuple `(0, 2, 3)` is an array here, `[0, 2, 3]`; its `x[i, j]` is `index(x, i, j)`.",
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

const ON_TF = /^Property '(\w+)' does not exist on type 'typeof tf'/;

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
  const [, operation = ""] = ON_TF.exec(message) ?? [];
  const known = METHODS.get(method) ?? FUNCTIONS.get(operation);
  if (known !== undefined) return `Here it is ${known}.`;
  if (method.endsWith("_")) return IN_PLACE;
  const [, name] = NO_NAME.exec(message) ?? [];
  return name && insteadOfName(name, NO_VOCABULARY);
}
