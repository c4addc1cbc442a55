import { described } from "../../arguments/described.ts";
import { lesson } from "../../lesson.ts";
import { Parameter } from "../module/parameter.ts";

/** Throws a lesson unless it is a parameter that is to be filled. */
export function requireParameter(tool: string, parameter: unknown): void {
  if (parameter instanceof Parameter) return;
  throw lesson(`nn.init.${tool}`, {
    what: `it fills an nn.Parameter, not ${described(parameter)}.`,
    example: `nn.init.${tool}(layer.weight)`,
  });
}
