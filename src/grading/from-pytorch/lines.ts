/** A habit from Python, by how a line looks that TypeScript can't read, and what to write instead. */
interface Habit {
  readonly looks: RegExp;
  readonly instead: string;
}

const IMPORTS = 'Tools are imported by name: `import { einsum, tf } from "arena/tools";`.';

/** The first that fits is told: what names a thing exactly stands before what may be part of it. */
const HABITS: readonly Habit[] = [
  {
    looks: /\.shape\[[^\]]*:[^\]]*\]/,
    instead: "A shape is an array: Python's `x.shape[0:2]` is `x.shape.slice(0, 2)`.",
  },
  {
    looks: /\w\[[^\]]*(?::|\.\.\.)[^\]]*\]/,
    instead:
      "Slices are written as arguments: `index(x, ':', 1)` is Python's `x[:, 1]`. Nothing is written into a tensor.",
  },
  { looks: /^\s*(?:from\s+[\w.]+\s+import|import\s+[\w.]+\s*(?:as\s+\w+\s*)?;?\s*$)/, instead: IMPORTS },
  {
    looks: /^\s*def\s/,
    instead:
      "A function is `function f(x: tf.Tensor): tf.Tensor { … }`, a class's method `forward(x: tf.Tensor): tf.Tensor { … }`.",
  },
  { looks: /^[\s}]*elif\b/, instead: "JavaScript's words are `else if`, its blocks stand in braces." },
  { looks: /\bin\s+range\s*\(/, instead: "JavaScript counts by `for (let i = 0; i < 3; i++) { … }`." },
  {
    looks: /\bfor\s+\w[\w, ]*\s+in\s/,
    instead: "A loop over a list is `for (const row of rows) { … }`; `unbind(x, 0)` lists a tensor's rows.",
  },
  { looks: /\blambda\b/, instead: "A function without a name is `(x) => x.neg()`." },
  { looks: /\S\s+if\s.+\selse\b/, instead: "Python's `b if a else c` is `a ? b : c`." },
  { looks: /[\w)\]]\s*@\s*[\w(]/, instead: "Python's `x @ w` is `tf.matMul(x, w)`." },
  { looks: /\bis\s+(?:not\s+)?None\b/, instead: "Python's `x is None` is `x === null`." },
  { looks: /\bnot\b/, instead: "JavaScript's `not` is `!`; of a tensor it is `x.logicalNot()`." },
  { looks: /\band\b/, instead: "JavaScript's `and` is `&&`; of tensors it is `a.logicalAnd(b)`." },
  { looks: /\bor\b/, instead: "JavaScript's `or` is `||`; of tensors it is `a.logicalOr(b)`." },
  { looks: /^\s*raise\b/, instead: 'An error is thrown: `throw new Error("…")`.' },
  { looks: /^\s*assert\b/, instead: 'Python\'s `assert a` is `if (!a) throw new Error("…");`.' },
  { looks: /(?:^|\s)#(?:\s|$)/, instead: "A comment begins with `//`." },
  {
    looks: /^[\s}]*(?:if|else|for|while|with|class|try|except|finally)\b.*:\s*$/,
    instead: "Blocks stand in braces: `if (a) { … }`, `for (const row of rows) { … }`.",
  },
];

/** A text with a letter before it that says what stands in it. */
const FORMATTED = /(?:^|[^\w"'`])f["']/;
const FORMATTED_HERE = `A text with values in it stands between backticks: \`got \${x.shape}\`.`;

/** What to write instead, where a line does not parse because it is Python's; undefined for other lines. */
export function insteadOfLine(line: string): string | undefined {
  if (FORMATTED.test(line)) return FORMATTED_HERE;
  const code = withoutTexts(line);
  return HABITS.find(({ looks }) => looks.test(code))?.instead;
}

/** Words in a text or a comment are nobody's habit. */
function withoutTexts(line: string): string {
  return line.replace(/(["'`])(?:\\.|(?!\1).)*(?:\1|$)/g, '""').replace(/\/[/*].*$/, "");
}
