/** A habit from Python, by what JavaScript says of it, and what to write instead. */
interface Habit {
  readonly said: RegExp;
  readonly instead: string;
}

const READ = "`(await x.data())[0]` reads one number of a tensor, `await x.array()` all of them.";

const THROWN: readonly Habit[] = [
  {
    said: /\(.* (?:[-+*/&|]|[<>]=?) .*\)\.\w+ is not a function$/,
    instead: "Operators take numbers only. Of tensors: `a.sub(b)`, `u.greaterEqual(0)`, `a.logicalAnd(b)`.",
  },
  {
    said: /is not iterable/,
    instead: "A tensor can't be unpacked or looped over: `unbind(x, 0)` gives a list of its entries.",
  },
  {
    said: /^Cannot read properties of undefined \(reading '\w+'\)$/,
    instead:
      "If you took it from a tensor: `x[0]` of a tensor is undefined, `index(x, 0)` is its first entry.",
  },
  { said: /\.(item|tolist|numpy) is not a function$/, instead: `${READ} The function around it is async.` },
  {
    said: /\.(view|permute) is not a function$/,
    instead: "`rearrange(x, 'a b -> b a')` moves axes; `x.reshape` cuts anew.",
  },
  { said: /\.unsqueeze is not a function$/, instead: "It is a function here: `unsqueeze(x, axis)`." },
  { said: /\.unbind is not a function$/, instead: "It is a function here: `unbind(x, axis)`." },
  { said: /\.(clamp|clip) is not a function$/, instead: "Here it is `x.clipByValue(low, high)`." },
  { said: /\.(amin|amax) is not a function$/, instead: "Here they are `x.min(axis)` and `x.max(axis)`." },
];

/** A slice between brackets, `rays[:, 1]` or `x[..., 1:]`, in a line that TypeScript can't read. */
const SLICE = /\w\[[^\]'"`]*(?::|\.\.\.)[^\]'"`]*\]/;

/** What to write instead, where JavaScript threw over something that Python allows; undefined for other mistakes. */
export function insteadOfThrown(message: string): string | undefined {
  return THROWN.find(({ said }) => said.test(message))?.instead;
}

/** What to write instead, where a line does not parse because it is Python's; undefined for other lines. */
export function insteadOfLine(line: string): string | undefined {
  if (SLICE.test(line))
    return "Slices are written as arguments: `index(x, ':', 1)` is Python's `x[:, 1]`. Nothing is written into a tensor.";
  return undefined;
}
