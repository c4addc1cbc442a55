import { lesson } from "../lesson.ts";
import { Parameter } from "../nn/module/parameter.ts";

/** Parameters with settings of their own; what a group leaves out comes from the optimizer's settings. */
export type GroupSpec<Settings> = { readonly params: Iterable<Parameter> } & Partial<Settings>;

/** What an optimizer is given: parameters, or groups of them. */
export type Params<Settings> = Iterable<Parameter> | Iterable<GroupSpec<Settings>>;

/** A group as an optimizer keeps it. Its settings may be changed between steps, as schedules do with `lr`. */
export type ParamGroup<Settings> = Settings & { readonly params: readonly Parameter[] };

/**
 * The groups with all their settings: a group's own first, then the optimizer's, then PyTorch's defaults.
 *
 * @throws ToolError for an empty list, something that is no parameter, one that is in two groups, or a
 * missing or negative lr.
 */
export function groupsOf<Settings extends { lr: number }>(
  tool: string,
  params: Params<Settings>,
  given: Partial<Settings>,
  defaults: Omit<Settings, "lr"> & Partial<Settings>,
): ParamGroup<Settings>[] {
  const entries: readonly (Parameter | GroupSpec<Settings>)[] = [...params]; // once: a generator runs dry
  if (entries.length === 0) {
    throw lesson(tool, {
      what: "it was given no parameters.",
      example: `new optim.${tool}(model.parameters(), { lr: 0.1 })`,
    });
  }
  const specs = entries.every(isGroup)
    ? entries
    : [{ ...({} as Partial<Settings>), params: entries as Parameter[] }];
  const groups = specs.map((spec) => groupOf(tool, spec, given, defaults));
  requireOnce(
    tool,
    groups.flatMap((group) => group.params),
  );
  return groups;
}

const isGroup = <Settings>(entry: Parameter | GroupSpec<Settings>): entry is GroupSpec<Settings> =>
  typeof entry === "object" && entry !== null && !(entry instanceof Parameter) && "params" in entry;

function groupOf<Settings extends { lr: number }>(
  tool: string,
  spec: GroupSpec<Settings>,
  given: Partial<Settings>,
  defaults: Omit<Settings, "lr"> & Partial<Settings>,
): ParamGroup<Settings> {
  const params = [...spec.params];
  for (const [i, entry] of params.entries()) requireParameter(tool, entry, i);
  const group: ParamGroup<Settings> = Object.assign({} as Settings, defaults, given, spec, { params });
  requireRate(tool, group.lr);
  return group;
}

function requireParameter(tool: string, entry: unknown, place: number): void {
  if (entry instanceof Parameter) return;
  throw lesson(tool, {
    what: `entry ${place} of its parameters is not an nn.Parameter.`,
    fits: "model.parameters(), or groups: [{ params: body.parameters() }, { params: head.parameters(), lr: 0.01 }]",
  });
}

function requireRate(tool: string, lr: unknown): void {
  if (typeof lr === "number" && lr >= 0) return;
  throw lesson(tool, {
    what:
      lr === undefined
        ? "a learning rate is missing."
        : `a learning rate is a number from 0 on; this one is ${lr}.`,
    example: `new optim.${tool}(model.parameters(), { lr: 0.1 })`,
  });
}

function requireOnce(tool: string, params: readonly Parameter[]): void {
  if (new Set(params).size === params.length) return;
  throw lesson(tool, {
    what: "a parameter occurs twice; it would be changed twice a step.",
    fits: "each parameter in one group, once",
  });
}
