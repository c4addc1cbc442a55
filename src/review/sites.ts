import type { CallExpression, Node, Program } from "@oxc-project/types";
import { parseSync } from "rolldown/utils";
import { nodesWithin } from "../syntax/nodes.ts";

/** One place of an answer that may show a technique. Texts are the answer's own. */
export type Site = Fact & {
  /** From 1. */
  readonly line: number;
  /** That line, without the blanks around it. */
  readonly code: string;
};

type Fact =
  /** `tf.einsum(…)` has the receiver `tf`; a function of `arena/tools` has none and goes by the name it has there. */
  | { readonly kind: "call"; receiver: string | undefined; name: string; arguments: readonly string[] }
  /** `new nn.Parameter(…)` */
  | { readonly kind: "new"; name: string }
  | { readonly kind: "class" }
  | { readonly kind: "function"; name: string }
  /** `using scope = …` */
  | { readonly kind: "using" }
  /** `layer.weight.requiresGrad = false` */
  | { readonly kind: "assignment"; target: string; value: string }
  | { readonly kind: "loop"; body: string }
  /** `cfg.hidden` */
  | { readonly kind: "member"; object: string; property: string };

export type Sites =
  | { readonly kind: "read"; readonly sites: readonly Site[] }
  | { readonly kind: "unreadable"; readonly why: string };

/** Parses an answer and lists its places, outer ones before inner ones. Comments and strings are no places. */
export function sitesOf(answer: string): Sites {
  const { program, errors } = parseSync("answer.ts", answer);
  if (errors[0] !== undefined) return { kind: "unreadable", why: errors[0].message };
  const tools = importedTools(program);
  const textOf: TextOf = (part) => answer.slice(part.start, part.end);
  const meaningOf = meaningsOf(program, textOf);
  const lines = answer.split("\n");
  const lineAt = lineCounter(answer);
  const sites: Site[] = [];
  for (const node of nodesWithin(program)) {
    const fact = factOf(node, { text: textOf, meaningOf }, tools);
    if (fact === undefined) continue;
    const line = lineAt(shownFrom(node));
    sites.push({ ...fact, line, code: lines[line - 1]?.trim() ?? "" });
  }
  return { kind: "read", sites };
}

type TextOf = (part: { readonly start: number; readonly end: number }) => string;
interface Reader {
  readonly text: TextOf;
  /** The text of an argument, or for a name what it was last given before. */
  readonly meaningOf: (argument: Node) => string;
}
/** From the name an answer gives a function of `arena/tools` to the name it has there. */
type ToolNames = ReadonlyMap<string, string>;

function factOf(node: Node, reader: Reader, tools: ToolNames): Fact | undefined {
  const { text } = reader;
  switch (node.type) {
    case "CallExpression":
      return callOf(node, reader, tools);
    case "NewExpression":
      return { kind: "new", name: text(node.callee) };
    case "ClassDeclaration":
      return { kind: "class" };
    case "FunctionDeclaration":
      return { kind: "function", name: node.id?.name ?? "" };
    case "VariableDeclaration":
      return node.kind === "using" || node.kind === "await using" ? { kind: "using" } : undefined;
    case "AssignmentExpression":
      return { kind: "assignment", target: text(node.left), value: text(node.right) };
    case "MemberExpression":
      return { kind: "member", object: text(node.object), property: text(node.property) };
    case "ForStatement":
    case "ForOfStatement":
    case "WhileStatement":
      return { kind: "loop", body: text(node.body) };
    default:
      return undefined;
  }
}

function callOf({ callee, arguments: given }: CallExpression, { text, meaningOf }: Reader, tools: ToolNames) {
  const parts = given.map(text);
  if (callee.type === "MemberExpression") {
    return {
      kind: "call",
      receiver: text(callee.object),
      name: text(callee.property),
      arguments: parts,
    } as const;
  }
  const name = callee.type === "Identifier" ? tools.get(callee.name) : undefined;
  return name === undefined
    ? undefined
    : ({
        kind: "call",
        receiver: undefined,
        name,
        arguments: name === "index" ? given.map(meaningOf) : parts, // index(x, rows, labels), rows being arange(n)
      } as const);
}

function meaningsOf(program: Program, text: TextOf): Reader["meaningOf"] {
  const given: { readonly name: string; readonly at: number; readonly value: string }[] = [];
  for (const node of nodesWithin(program)) {
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier" || !node.init) continue;
    given.push({ name: node.id.name, at: node.start, value: text(node.init) });
  }
  return (argument) =>
    (argument.type === "Identifier"
      ? given.findLast(({ name, at }) => name === argument.name && at < argument.start)?.value
      : undefined) ?? text(argument);
}

function importedTools(program: Program): ToolNames {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== "arena/tools") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier" || specifier.imported.type !== "Identifier") continue;
      names.set(specifier.local.name, specifier.imported.name);
    }
  }
  return names;
}

/** In a chain of methods the place of the last name, not that at which the chain begins. */
function shownFrom(node: Node): number {
  const callee = node.type === "CallExpression" ? node.callee : undefined;
  return callee?.type === "MemberExpression" ? callee.property.start : node.start;
}

/** The line, from 1, of a place in the text; found by halves, for a large answer has thousands of places. */
function lineCounter(text: string): (place: number) => number {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  return (place) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= place) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
