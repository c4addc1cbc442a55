import type { Node } from "@oxc-project/types";

/** Every node of a parsed program, outer ones before inner ones. Without recursion: a program may be deep. */
export function* nodesWithin(root: unknown): Generator<Node> {
  const left = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("type" in value && typeof value.type === "string") yield value as Node;
    const children = Object.values(value);
    for (let i = children.length - 1; i >= 0; i--) left.push(children[i]);
  }
}
