import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import type { Place } from "../syntax.ts";

/** A statement that only has an effect is left out: a call, an assignment, a guard, a scope that is opened. */
export const statement: Operator = {
  name: "statement",
  *edits({ node, text }: Place): Generator<Edit> {
    const isEffect = node.type === "ExpressionStatement" && !text(node).startsWith("super(");
    const isGuard = node.type === "IfStatement";
    const isScope = node.type === "VariableDeclaration" && node.kind === "using";
    if (isEffect || isGuard || isScope) yield replaced(node, node.type === "VariableDeclaration" ? "" : ";");
  },
};
