import type { Node } from "@oxc-project/types";
import { parseSync } from "rolldown/utils";

/** One node of a solution with the nodes around it, the nearest first. */
export interface Place {
  readonly node: Node;
  readonly around: readonly Node[];
  /** The solution's own text of a node. */
  readonly text: (part: Span) => string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every node of the program that runs, outer ones before inner ones; types are left out. */
export function placesOf(source: string): Place[] {
  const { program, errors } = parseSync("solution.ts", source);
  if (errors[0] !== undefined) throw new Error(`internal: a solution does not parse: ${errors[0].message}`);
  const text = ({ start, end }: Span) => source.slice(start, end);
  return [...placesWithin(program, [], text)];
}

function* placesWithin(value: unknown, around: readonly Node[], text: Place["text"]): Generator<Place> {
  if (Array.isArray(value)) {
    for (const item of value) yield* placesWithin(item, around, text);
    return;
  }
  if (!isNode(value) || isOnlyType(value)) return;
  yield { node: value, around, text };
  for (const child of Object.values(value)) yield* placesWithin(child, [value, ...around], text);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** `as`, `!` and `satisfies` hold an expression; all else of TypeScript's own is gone before anything runs. */
const HOLDS_EXPRESSION = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"]);

function isOnlyType({ type }: Node): boolean {
  return (type.startsWith("TS") && !HOLDS_EXPRESSION.has(type)) || type === "ImportDeclaration";
}

/** A call's name and, of a method, the value it is called on: `x.sum(1)` has the receiver `x`, `tf.sum(x)` none. */
export interface Call {
  readonly name: string;
  /** The name's own place. */
  readonly nameSpan: Span;
  readonly receiver: Node | undefined;
  readonly given: readonly Node[];
  readonly span: Span;
}

/** What a node calls, or undefined where it calls nothing by name. */
export function callOf(node: Node): Call | undefined {
  if (node.type !== "CallExpression") return undefined;
  const { callee, arguments: given } = node;
  if (callee.type === "Identifier")
    return { name: callee.name, nameSpan: callee, receiver: undefined, given, span: node };
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return undefined;
  const receiver = isLibrary(callee.object) ? undefined : callee.object;
  return { name: callee.property.name, nameSpan: callee.property, receiver, given, span: node };
}

const LIBRARIES = new Set(["tf", "linalg", "nn", "optim", "functional", "Math", "Object", "Array"]);

function isLibrary(node: Node): boolean {
  if (node.type === "Identifier") return LIBRARIES.has(node.name);
  return node.type === "MemberExpression" && node.property.type === "Identifier"
    ? LIBRARIES.has(node.property.name)
    : false;
}

/** A literal number, minus included: `-1` is one. */
export function numberOf(node: Node): number | undefined {
  if (node.type === "Literal" && typeof node.value === "number") return node.value;
  if (node.type !== "UnaryExpression" || node.operator !== "-") return undefined;
  const inner = numberOf(node.argument);
  return inner === undefined ? undefined : -inner;
}

/** True of the `1` in `-1`, which is changed with its sign. */
export function isUnderMinus({ around: [parent] }: Place): boolean {
  return parent?.type === "UnaryExpression" && parent.operator === "-";
}

/** A literal string, as `"max"`. */
export function stringOf(node: Node): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
