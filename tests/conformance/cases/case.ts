import type { Tensor } from "#tfjs";

/** The settings that record.py writes beside a case's inputs. Each operation reads those it has. */
export interface Attributes {
  readonly alpha?: number;
  readonly align?: boolean;
  readonly axes?: number[];
  readonly axis?: number | number[];
  readonly batch?: number;
  readonly begin?: number[];
  readonly block?: number;
  readonly c?: number;
  readonly causal?: boolean;
  readonly ceil?: boolean;
  readonly correction?: number;
  readonly count?: number | boolean;
  readonly depth?: number;
  readonly descending?: boolean;
  readonly diagonal?: number;
  readonly dilation?: number;
  readonly end?: number[];
  readonly equation?: string;
  readonly exclusive?: boolean;
  readonly exponent?: number;
  readonly extra?: number;
  readonly groups?: number;
  readonly half?: boolean;
  readonly high?: number;
  readonly intercept?: boolean;
  readonly k?: number;
  readonly keep?: boolean;
  readonly kernel?: number | [number, number];
  readonly kind?: string;
  readonly lengths?: Readonly<Record<string, number>>;
  readonly limit?: number;
  readonly low?: number;
  readonly lower?: number;
  readonly lr?: number;
  readonly mode?: string;
  readonly order?: number | "Infinity";
  readonly pad?: "same" | "valid" | number;
  readonly padding?: number | number[];
  readonly pairs?: [number, number][];
  readonly pattern?: string;
  readonly place?: number;
  readonly radius?: number;
  readonly reduction?: string;
  readonly reps?: number[];
  readonly reverse?: boolean;
  readonly rho?: number;
  readonly right?: boolean;
  readonly segments?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly shape?: number[];
  readonly shift?: number | number[];
  readonly size?: number | number[];
  readonly sizes?: number[];
  readonly specs?: string;
  readonly steps?: number | number[];
  readonly stride?: number | [number, number];
  readonly ta?: boolean;
  readonly tb?: boolean;
  readonly to?: "float32" | "int32" | "bool";
  readonly upper?: number;
  readonly value?: number | "-Infinity";
}

/** What an operation gives: one tensor, where a gradient is compared, or several. */
export type Result = Tensor | readonly Tensor[] | Promise<Tensor | readonly Tensor[]>;

/** An operation by its settings, as a function of the recorded inputs. */
export type Operation = (attributes: Attributes) => (...inputs: Tensor[]) => Result;

/** Operations by the name that record.py gives them. */
export type Operations = Readonly<Record<string, Operation>>;

/** An operation without settings. */
export const plain =
  (compute: (...inputs: Tensor[]) => Result): Operation =>
  () =>
    compute;

/** One operation for each of several functions. */
export function plainly(functions: Readonly<Record<string, (...inputs: Tensor[]) => Result>>): Operations {
  return Object.fromEntries(Object.entries(functions).map(([name, compute]) => [name, plain(compute)]));
}
