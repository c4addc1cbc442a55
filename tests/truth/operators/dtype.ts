import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { type Place, stringOf } from "../syntax.ts";

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  float32: ["int32"],
  int32: ["float32"],
  bool: ["int32"],
};

/** Another dtype: where one is named, and in what a function of tensors returns. */
export const dtype: Operator = {
  name: "dtype",
  *edits({ node, around, text }: Place): Generator<Edit> {
    for (const other of OTHERS[stringOf(node) ?? ""] ?? []) yield replaced(node, `"${other}"`);
    if (node.type !== "ReturnStatement" || !node.argument || !givesTensor(around, text)) return;
    const returned = text(node.argument);
    const other = `((it) => it.dtype === "int32" ? it.toFloat() : it.toInt())(${returned})`;
    yield { ...replaced(node.argument, other), told: "returns another dtype" };
  },
};

/** True where the nearest function says that it returns a tensor. */
function givesTensor(around: Place["around"], text: Place["text"]): boolean {
  for (const node of around) {
    if (node.type !== "FunctionDeclaration" && node.type !== "FunctionExpression") continue;
    return node.returnType ? /^:\s*tf\.Tensor/.test(text(node.returnType)) : false;
  }
  return false;
}
