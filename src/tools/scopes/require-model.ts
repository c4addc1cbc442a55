import { described } from "../arguments/described.ts";
import { lesson } from "../lesson.ts";
import { Module } from "../nn/module/module.ts";

/** @throws ToolError unless the value is a module. */
export function requireModel(tool: string, model: unknown): void {
  if (model instanceof Module) return;
  throw lesson(tool, {
    what: `its first argument is a model, an nn.Module, not ${described(model)}.`,
    example: `using _ = ${tool}(model${tool === "evalMode" ? "" : ", …"})`,
  });
}
