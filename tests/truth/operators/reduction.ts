import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place, stringOf } from "../syntax.ts";

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  sum: ["mean", "max"],
  mean: ["sum", "max"],
  prod: ["sum"],
  max: ["min", "mean"],
  min: ["max", "mean"],
  any: ["all"],
  all: ["any"],
  argMax: ["argMin"],
  argMin: ["argMax"],
  maximum: ["minimum"],
  minimum: ["maximum"],
};

/** A wrong reduction: sum for mean, minimum for maximum, all for any; by name and by the word given to `reduce`. */
export const reduction: Operator = {
  name: "reduction",
  *edits({ node, around: [parent], text }: Place): Generator<Edit> {
    const word = stringOf(node);
    if (word !== undefined && parent?.type === "CallExpression" && callOf(parent)?.name === "reduce")
      for (const other of OTHERS[word] ?? []) yield replaced(node, `"${other}"`);
    const call = callOf(node);
    if (call === undefined || text(node).startsWith("Math.")) return;
    // A function of the tools may not be imported; the methods of a tensor and of `tf` are always there.
    const isMember = node.type === "CallExpression" && node.callee.type === "MemberExpression";
    const prefix = isMember ? "" : "tf.";
    for (const other of OTHERS[call.name] ?? []) yield replaced(call.nameSpan, prefix + other);
  },
};
