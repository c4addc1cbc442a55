import type { Measurement, Stage } from "./measure.ts";
import type { BackendReport } from "./suite.ts";

const STAGES: readonly Stage[] = ["forward", "gradient", "second"];

/** Operation by backend: the worst error forward, of gradients, of second derivatives; HOLE where one is. */
export function tableOf(reports: readonly BackendReport[]): string {
  const groups = reports.map(({ measurements }) => Map.groupBy(measurements, ({ op }) => op));
  const operations = [...new Set(groups.flatMap((group) => [...group.keys()]))];
  const rows = operations.map((op) => {
    const [first] = groups.flatMap((group) => group.get(op) ?? []);
    const cases = Math.max(...groups.map((group) => group.get(op)?.length ?? 0));
    return [first?.category ?? "", op, String(cases), ...groups.map((group) => cell(group.get(op) ?? []))];
  });
  const worst = ["", "all of them", "", ...reports.map(({ measurements }) => cell(measurements))];
  return aligned([
    ["category", "operation", "cases", ...reports.map(({ backend }) => backend)],
    ...rows,
    worst,
  ]);
}

/** Every hole, one a line. */
export function holesOf({ backend, measurements }: BackendReport): string[] {
  return measurements.flatMap(({ name, category, row, holes }) =>
    holes.map(
      (hole) => `${backend}: ${category}: ${name}${row === undefined ? "" : ` (row ${row})`}: ${hole}`,
    ),
  );
}

function cell(measurements: readonly Measurement[]): string {
  const errors = STAGES.flatMap((stage) => {
    const found = measurements.flatMap(({ errors }) => errors[stage] ?? []);
    return found.length === 0 ? [] : [Math.max(...found)];
  });
  const holes = measurements.filter(({ holes }) => holes.length > 0).length;
  const texts = errors.map((error) => (error === 0 ? "0" : error.toExponential(0)));
  return `${texts.join(" ") || "refused"}${holes === 0 ? "" : ` HOLE ${holes}`}`;
}

function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] as string[]).map((_, i) =>
    Math.max(...rows.map((row) => (row[i] as string).length)),
  );
  return rows
    .map((row) =>
      row
        .map((text, i) => text.padEnd(widths[i] as number))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
