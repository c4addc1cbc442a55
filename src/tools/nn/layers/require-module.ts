import { described } from "../../arguments/described.ts";
import { lesson } from "../../lesson.ts";
import { Module } from "../module/module.ts";

/** @throws ToolError unless the entry of a container is a module: a class without `new`, say, or a plain function. */
export function requireModule(container: string, place: string | number, entry: unknown): void {
  if (entry instanceof Module) return;
  throw lesson(container, {
    what: `entry ${place} is no module but ${described(entry)}.`,
    ...(typeof entry === "function" && { fits: "a module made with new; nn.ReLU is the module for tf.relu" }),
    example: "new nn.Sequential(new nn.Linear(2, 8), new nn.ReLU())",
  });
}
