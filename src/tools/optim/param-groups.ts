import { described } from "../arguments/described.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireParameters } from "../arguments/parameters.ts";
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
  requireParameters(tool, params);
  requireOptions<Settings>(tool, given, examplesOf<Settings>(defaults));
  const entries: readonly (Parameter | GroupSpec<Settings>)[] = [...params]; // once: a generator runs dry
  if (entries.length === 0) {
    throw lesson(tool, {
      what: "it was given no parameters.",
      fits: "a model whose layers are its fields; modules in a plain array are not found, those in an nn.ModuleList are",
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
  const { params: list, ...own } = spec;
  requireParameters(tool, list);
  requireOptions<Settings>(tool, own, examplesOf<Settings>(defaults));
  const params = [...list];
  for (const [i, entry] of params.entries()) requireParameter(tool, entry, i);
  const group: ParamGroup<Settings> = Object.assign({} as Settings, defaults, given, spec, { params });
  requireRate(tool, group.lr);
  requireSettings(tool, group);
  return group;
}

/** The settings an optimizer has, each with its default for an example. */
function examplesOf<Settings>(defaults: object): OptionExamples<Settings> {
  const examples = Object.entries({ lr: 0.1, ...defaults }).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]);
  return Object.fromEntries(examples) as OptionExamples<Settings>;
}

/** PyTorch's bounds: nothing is below 0, and shares that are kept (betas, alpha) stay below 1. */
function requireSettings(tool: string, settings: object): void {
  for (const [name, value] of Object.entries(settings)) {
    if (name === "params" || name === "lr") continue;
    if (!isSetting(name, value)) throw badSetting(tool, name, value);
  }
}

const NOT_BELOW_ZERO = ["weightDecay", "momentum", "eps", "alpha"];

function isSetting(name: string, value: unknown): boolean {
  if (name === "nesterov" || name === "centered") return typeof value === "boolean";
  if (name === "dampening") return typeof value === "number";
  if (NOT_BELOW_ZERO.includes(name)) return typeof value === "number" && value >= 0;
  if (name !== "betas") return true; // a setting of somebody's own optimizer
  const isShare = (beta: unknown) => typeof beta === "number" && beta >= 0 && beta < 1;
  return Array.isArray(value) && value.length === 2 && value.every(isShare);
}

function badSetting(tool: string, name: string, value: unknown): Error {
  const kinds: Readonly<Record<string, string>> = {
    betas: "a pair of numbers from 0 up to, not including, 1",
    nesterov: "true or false",
    centered: "true or false",
  };
  return lesson(tool, {
    what: `${name} is ${kinds[name] ?? "a number from 0 on"}, not ${described(value)}.`,
    ...(name === "betas" && { example: "{ lr: 0.001, betas: [0.9, 0.999] }" }),
  });
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
        : `a learning rate is a number from 0 on, not ${described(lr)}.`,
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
