import { described } from "../arguments/described.ts";
import { requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import { formatFor, type NumberFormat } from "./number-format.ts";

export interface PrintOptions {
  /** At most so many lines; the middle is left out until it fits. No limit by default. */
  readonly lines?: number;
  /** Characters a line, 80 by default as PyTorch's `linewidth`. */
  readonly columns?: number;
}

interface Layout {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly columns: number;
  /** How many entries are kept at either end of a long axis; undefined keeps all. */
  readonly edge: number | undefined;
  readonly format: NumberFormat;
}

const PREFIX = "tensor(";
const SUMMARY_ABOVE = 1000;
const EDGES = [3, 2, 1];
/** So short a row stands on one line: to leave out its middle, x, y or z, would save none. */
const SHORT_ROW = 4;

/**
 * A tensor's text as PyTorch prints it: `tensor([[1., 2.],\n        [3., 4.]])`. More than 1000 entries are
 * summarised by the three at each end of every axis. float32, int32 and bool are the only dtypes here and
 * need no `dtype=`.
 *
 * @param values the entries in row-major order, as `await x.data()` gives them (bool as 0 and 1).
 */
export function formatTensor(
  values: ArrayLike<number>,
  shape: readonly number[],
  dtype: string,
  options: PrintOptions = {},
): string {
  requireOptions<PrintOptions>("formatTensor", options, { lines: "20", columns: "80" });
  const { lines, columns = 80 } = options;
  requireValues(values, shape);
  if (values.length === 0) return emptyText(shape);
  const startsAt = values.length > SUMMARY_ABOVE ? 0 : -1;
  for (let i = startsAt; i < EDGES.length; i++) {
    const text = written(values, shape, dtype, columns, EDGES[i]);
    if (lines === undefined || lineCount(text) <= lines) return text;
  }
  return cut(written(values, shape, dtype, columns, 1), lines as number);
}

function emptyText(shape: readonly number[]): string {
  return shape.length === 1 ? "tensor([])" : `tensor([], size=(${shape.join(", ")}))`;
}

function written(
  values: ArrayLike<number>,
  shape: readonly number[],
  dtype: string,
  columns: number,
  edge: number | undefined,
): string {
  const format = formatFor([...kept(values, shape, 0, 0, edge)], dtype);
  return `${PREFIX}${axisText({ values, shape, columns, edge, format }, 0, 0, PREFIX.length)})`;
}

/** The entries that will be seen: the format is chosen by them alone. */
function* kept(
  values: ArrayLike<number>,
  shape: readonly number[],
  axis: number,
  offset: number,
  edge: number | undefined,
): Generator<number> {
  if (axis === shape.length) return yield values[offset] as number;
  const stride = strideOf(shape, axis);
  for (const i of positions(shape, axis, edge)) {
    if (i !== undefined) yield* kept(values, shape, axis + 1, offset + i * stride, edge);
  }
}

/** Indices along an axis, with `undefined` where the left-out middle would be. */
function positions(shape: readonly number[], axis: number, edge: number | undefined): (number | undefined)[] {
  const length = shape[axis] as number;
  const all = Array.from({ length }, (_, i) => i);
  const isShortRow = axis === shape.length - 1 && length <= SHORT_ROW;
  if (edge === undefined || isShortRow || length <= 2 * edge) return all;
  return [...all.slice(0, edge), undefined, ...all.slice(-edge)];
}

function axisText(layout: Layout, axis: number, offset: number, indent: number): string {
  const { shape, edge, values, format } = layout;
  if (axis === shape.length) return format.write(values[offset] as number).trim();
  if (axis === shape.length - 1) return rowText(layout, offset, indent);
  const stride = strideOf(shape, axis);
  const parts = positions(shape, axis, edge).map((i) =>
    i === undefined ? "..." : axisText(layout, axis + 1, offset + i * stride, indent + 1),
  );
  const between = `,${"\n".repeat(shape.length - axis - 1)}${" ".repeat(indent + 1)}`;
  return `[${parts.join(between)}]`;
}

function rowText({ values, shape, columns, edge, format }: Layout, offset: number, indent: number): string {
  const entries = positions(shape, shape.length - 1, edge).map((i) =>
    i === undefined ? " ..." : format.write(values[offset + i] as number),
  );
  const perLine = Math.max(1, Math.floor((columns - indent) / (format.width + 2)));
  const rows: string[] = [];
  for (let i = 0; i < entries.length; i += perLine) rows.push(entries.slice(i, i + perLine).join(", "));
  return `[${rows.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}

const strideOf = (shape: readonly number[], axis: number): number =>
  shape.slice(axis + 1).reduce((product, length) => product * length, 1);

const lineCount = (text: string): number => text.split("\n").length;

/** The last resort when even one entry at each end is too much. */
function cut(text: string, lines: number): string {
  const rows = text.split("\n");
  if (rows.length <= lines) return text;
  const head = rows.slice(0, Math.max(1, Math.ceil((lines - 1) / 2)));
  const tail = rows.slice(rows.length - Math.max(0, lines - head.length - 1));
  return [...head, `${" ".repeat(PREFIX.length)}...`, ...tail].slice(0, Math.max(1, lines)).join("\n");
}

function requireValues(values: unknown, shape: unknown): void {
  const isList = typeof values === "object" && values !== null && "length" in values;
  const size = Array.isArray(shape)
    ? shape.reduce<number>((product, length) => product * length, 1)
    : Number.NaN;
  if (isList && values.length === size) return;
  throw lesson("formatTensor", {
    what: "it takes the values of a tensor, as many as the shape has, then the shape and the dtype.",
    given: { values: isList ? `${values.length} values` : described(values), shape: described(shape) },
    fits: "await print(x), which reads the tensor by itself",
    example: "formatTensor(await x.data(), x.shape, x.dtype)",
  });
}
