import type { Node } from "@oxc-project/types";

/** Every node of a parsed program, outer ones before inner ones. */
export function* nodesWithin(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if ("type" in value && typeof value.type === "string") yield value as Node;
  for (const child of Object.values(value)) yield* nodesWithin(child);
}
