import type { Module } from "./module.ts";

/** The tree of a module: `Name(extra)` for a leaf, its children indented by two spaces otherwise. */
export function treeText(module: Module): string {
  const name = module.constructor.name;
  const extra = module.extraRepr();
  const lines = module.namedChildren().map(([child, value]) => `(${child}): ${indented(treeText(value))}`);
  if (lines.length === 0) return extra.includes("\n") ? block(name, extra.split("\n")) : `${name}(${extra})`;
  return block(name, extra === "" ? lines : [...extra.split("\n"), ...lines]);
}

const block = (name: string, lines: readonly string[]): string =>
  `${name}(\n${lines.map((line) => `  ${line}\n`).join("")})`;

const indented = (text: string): string => text.replaceAll("\n", "\n  ");
