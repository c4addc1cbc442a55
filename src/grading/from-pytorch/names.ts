import { sameName, type Vocabulary } from "./vocabulary.ts";

/** Names that Python has without an import, and modules that are imported there under a short name. */
const PYTHON: Readonly<Record<string, string>> = {
  None: "JavaScript's word is `null`.",
  True: "JavaScript's word is `true`.",
  False: "JavaScript's word is `false`.",
  self: "JavaScript's word is `this`.",
  len: "JavaScript has `list.length`; of a tensor it is `x.shape[0]`.",
  range:
    "JavaScript counts by `for (let i = 0; i < n; i++)`; a tensor that counts is `arange(n)`, of the tools.",
  enumerate:
    "JavaScript has `list.entries()`: `for (const [i, row] of rows.entries())`; `unbind(x, 0)` lists a tensor's rows.",
  zip: "JavaScript has `a.map((one, i) => [one, b[i]])`, or a loop that counts.",
  isinstance: "JavaScript writes `x instanceof C`.",
  math: "JavaScript's functions of numbers are in `Math`: `Math.sqrt(2)`, `Math.PI`.",
  ...every(
    "dim keepdim keepdims",
    "Arguments have no names here: torch's `x.sum(dim=1, keepdim=True)` is `x.sum(1, true)`.",
  ),
  ...every(
    "torch np numpy",
    'There is no such library here. Operations are in `tf` (`tf.matMul`), the tools are imported by name: `import { einsum, tf } from "arena/tools";`.',
  ),
  F: "torch.nn.functional is `nn.functional` here; most of it is in `tf` too: `tf.relu(x)`.",
  einops: 'Its functions are imported by name: `import { rearrange, reduce, repeat } from "arena/tools";`.',
};

/** What to write where a name is not defined; undefined where it is likely a name of the learner's own. */
export function insteadOfName(name: string, { tools, within }: Vocabulary): string | undefined {
  if (tools.includes(name)) return importLine(name, name in within);
  const python = Object.hasOwn(PYTHON, name) ? PYTHON[name] : undefined;
  if (python !== undefined) return python;
  const outer = Object.keys(within).find((each) => within[each]?.includes(name));
  if (outer !== undefined) return `If it is not yours: it is \`${outer}.${name}\` here.`;
  const tool = name.length > 1 ? sameName(name, tools) : undefined;
  return tool && `If it is not yours: the tool is written \`${tool}\`.`;
}

function importLine(name: string, hasTypes: boolean): string {
  const line = `Its import is missing: \`import { ${name} } from "arena/tools";\`.`;
  return hasTypes ? `${line} With \`type\` before it, \`type ${name}\`, only its types are there.` : line;
}

function every(names: string, instead: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, instead]));
}
