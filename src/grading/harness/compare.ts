import { counted, shapeText } from "../../tools/lesson.ts";
import { OPERATORS } from "../from-pytorch/index.ts";
import type { Difference, FailureKind } from "../verdict.ts";
import { describe } from "./failures.ts";
import type { Reading } from "./reading.ts";

type TensorReading = Extract<Reading, { kind: "tensor" }>;

/** How two readings differ, in the order in which a learner should look: what it is, rank, shape, dtype, NaN, values. */
export type Comparison =
  | { readonly kind: "same" }
  | {
      readonly kind: "different";
      readonly failure: FailureKind;
      readonly sentence: string;
      readonly difference?: Difference;
    };

const SAME: Comparison = { kind: "same" };

export function compareReadings(actual: Reading, expected: Reading, tolerance: number): Comparison {
  if (expected.kind === "tensor") return compareTensor(actual, expected, tolerance);
  if (expected.kind === "list") return compareList(actual, expected.items, tolerance);
  if (expected.kind === "record") return compareRecord(actual, expected.fields, tolerance);
  return compareScalar(actual, expected, tolerance);
}

function compareTensor(actual: Reading, expected: TensorReading, tolerance: number): Comparison {
  if (actual.kind !== "tensor") {
    return different(
      "not-a-tensor",
      `This should be a tensor of shape ${shapeText(expected.shape)}; yours is ${briefly(actual)}.${habitThatMakes(actual)}`,
    );
  }
  if (actual.shape.length !== expected.shape.length) {
    return different(
      "rank",
      `It should have ${counted(expected.shape.length, "axis", "axes")}, ${shapeText(expected.shape)}; yours has ${counted(actual.shape.length, "axis", "axes")}, ${shapeText(actual.shape)}.`,
    );
  }
  const axis = expected.shape.findIndex((size, i) => actual.shape[i] !== size);
  if (axis >= 0) {
    return different(
      "shape",
      `Its shape should be ${shapeText(expected.shape)}; yours is ${shapeText(actual.shape)}, which differs first in axis ${axis}.`,
    );
  }
  if (actual.dtype !== expected.dtype) {
    return different("dtype", `Its dtype should be ${expected.dtype}; yours is ${actual.dtype}.`);
  }
  return compareValues(actual, expected, tolerance);
}

/** The text of a tensor is long; what it is shows in its first words. */
function briefly(reading: Reading): string {
  const isText = reading.kind === "scalar" && typeof reading.value === "string";
  return isText ? `the text ${describe(reading.value)}` : kindText(reading);
}

/** What a habit from Python makes in JavaScript where a tensor is wanted: a boolean by `===`, undefined by `x[0]`. */
function habitThatMakes(reading: Reading): string {
  if (reading.kind !== "scalar") return "";
  if (typeof reading.value === "boolean") return `\n${OPERATORS}`;
  if (reading.value === undefined) return NOTHING_THERE;
  return Number.isNaN(reading.value) ? MADE_OF_UNDEFINED : "";
}

const NOTHING_THERE =
  "\nIs there a `return`? Is it an entry? Torch's `x[0]` is `index(x, 0)`, its `x.T` `x.transpose()`, its `x.shape[-1]` `x.shape.at(-1)`.";

function compareValues(actual: TensorReading, expected: TensorReading, tolerance: number): Comparison {
  const difference = differenceOf(actual, expected, tolerance);
  if (difference === undefined) return SAME;
  const strays = countWhere(
    actual.values,
    (value, i) => Number.isNaN(value) && !Number.isNaN(expected.values[i]),
  );
  if (strays > 0) {
    return {
      kind: "different",
      failure: "not-finite",
      sentence: `${share(strays, difference, "is", "are")} NaN; ${strays === 1 ? "it" : "they"} should not be.${strays === difference.total ? MADE_OF_UNDEFINED : ""}`,
      difference,
    };
  }
  const infinite = countWhere(
    actual.values,
    (value, i) => Math.abs(value) === Infinity && Number.isFinite(expected.values[i]),
  );
  if (infinite > 0) {
    return {
      kind: "different",
      failure: "not-finite",
      sentence: `${share(infinite, difference, "is", "are")} infinite; ${infinite === 1 ? "it" : "they"} should be finite.`,
      difference,
    };
  }
  return { kind: "different", failure: "values", sentence: differenceText(difference), difference };
}

/** `The one value is`, `1 of 6 values is`, `2 of 6 values are`. */
function share(some: number, { total }: Difference, one: string, many: string): string {
  if (total === 1) return `The one value ${one}`;
  return `${some} of ${total} values ${some === 1 ? one : many}`;
}

function differenceText(difference: Difference): string {
  const { differing, largestAbsolute, at, expected, actual } = difference;
  const isTruth = typeof expected === "string"; // true and false are no distance apart
  const [gap, most] = isTruth
    ? ["", ""]
    : [` by ${round(largestAbsolute)}`, `, by up to ${round(largestAbsolute)}`];
  const place = `at [${at.join(", ")}]`;
  const subject = share(differing, difference, "differs", "differ");
  if (differing === 1) return `${subject}${gap}: ${place} it should be ${expected} and is ${actual}.`;
  return `${subject}${most}; the first ${place} should be ${expected} and is ${actual}.`;
}

/** Where not one number is left, one that is undefined may have been computed with. */
const MADE_OF_UNDEFINED =
  "\nWas a number computed from something undefined, as `x.shape[-1]` or an argument that nobody gave? JavaScript makes NaN of it; the last length is `x.shape.at(-1)`.";

/** Where two tensors of one shape differ by more than the tolerance, or undefined if nowhere. */
function differenceOf(
  actual: TensorReading,
  expected: TensorReading,
  tolerance: number,
): Difference | undefined {
  let differing = 0;
  let first = -1;
  let largestAbsolute = 0;
  let largestRelative = 0;
  for (let i = 0; i < expected.values.length; i++) {
    const a = actual.values[i] as number;
    const e = expected.values[i] as number;
    if (closeEnough(a, e, tolerance)) continue;
    differing++;
    if (first < 0) first = i;
    const gap = Math.abs(a - e);
    if (gap > largestAbsolute) largestAbsolute = gap;
    if (e !== 0 && gap / Math.abs(e) > largestRelative) largestRelative = gap / Math.abs(e);
  }
  if (differing === 0) return undefined;
  const at = unravel(first, expected.shape);
  const shown = (value: number | undefined) =>
    expected.dtype === "bool" ? String(value === 1) : round(value ?? Number.NaN);
  return {
    differing,
    total: expected.values.length,
    largestAbsolute,
    largestRelative,
    at,
    expected: shown(expected.values[first]),
    actual: shown(actual.values[first]),
    tolerance,
  };
}

/** Equal up to `tolerance · (1 + |expected|)`; NaN equals NaN, an infinity only itself. */
export function closeEnough(actual: number, expected: number, tolerance: number): boolean {
  if (actual === expected) return true;
  if (Number.isNaN(actual) && Number.isNaN(expected)) return true;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return false;
  return Math.abs(actual - expected) <= tolerance * (1 + Math.abs(expected));
}

function compareList(actual: Reading, expected: readonly Reading[], tolerance: number): Comparison {
  if (actual.kind !== "list")
    return different(
      "values",
      `This should be an array of ${expected.length}; yours is ${kindText(actual)}.`,
    );
  if (actual.items.length !== expected.length) {
    return different(
      "values",
      `This should be an array of ${expected.length}; yours has ${actual.items.length}.`,
    );
  }
  for (let i = 0; i < expected.length; i++) {
    const inner = compareReadings(actual.items[i] as Reading, expected[i] as Reading, tolerance);
    if (inner.kind === "different") return { ...inner, sentence: `At index ${i}: ${inner.sentence}` };
  }
  return SAME;
}

function compareRecord(
  actual: Reading,
  expected: Readonly<Record<string, Reading>>,
  tolerance: number,
): Comparison {
  if (actual.kind !== "record")
    return different(
      "values",
      `This should be an object with ${Object.keys(expected).join(", ")}; yours is ${kindText(actual)}.`,
    );
  for (const [name, field] of Object.entries(expected)) {
    const mine = actual.fields[name];
    if (mine === undefined)
      return different(
        "values",
        `The field ${name} is missing; yours has ${Object.keys(actual.fields).join(", ") || "none"}.`,
      );
    const inner = compareReadings(mine, field, tolerance);
    if (inner.kind === "different") return { ...inner, sentence: `In ${name}: ${inner.sentence}` };
  }
  const extra = Object.keys(actual.fields).find((name) => !(name in expected));
  return extra === undefined ? SAME : different("values", `There should be no field ${extra}.`);
}

function compareScalar(actual: Reading, expected: Reading, tolerance: number): Comparison {
  if (
    expected.kind !== "scalar" ||
    actual.kind !== "scalar" ||
    typeof actual.value !== typeof expected.value
  ) {
    return different("values", `This should be ${kindText(expected)}; yours is ${kindText(actual)}.`);
  }
  if (typeof expected.value === "number" && typeof actual.value === "number") {
    if (closeEnough(actual.value, expected.value, tolerance)) return SAME;
  } else if (Object.is(actual.value, expected.value)) return SAME;
  return different("values", `This should be ${kindText(expected)}; yours is ${kindText(actual)}.`);
}

function different(failure: FailureKind, sentence: string): Comparison {
  return { kind: "different", failure, sentence };
}

function kindText(reading: Reading): string {
  switch (reading.kind) {
    case "tensor":
      return `a tensor of shape ${shapeText(reading.shape)}`;
    case "scalar":
      return typeof reading.value === "string"
        ? JSON.stringify(reading.value)
        : typeof reading.value === "number"
          ? String(round(reading.value))
          : String(reading.value);
    case "list":
      return `an array of ${reading.items.length}`;
    case "record":
      return `an object with ${Object.keys(reading.fields).join(", ") || "no fields"}`;
    case "other":
      return reading.description;
  }
}

function unravel(flat: number, shape: readonly number[]): number[] {
  const at: number[] = [];
  for (let axis = shape.length - 1, rest = flat; axis >= 0; axis--) {
    const size = shape[axis] as number;
    at.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return at;
}

function countWhere(values: ArrayLike<number>, holds: (value: number, i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (holds(values[i] as number, i)) count++;
  return count;
}

function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : value;
}
