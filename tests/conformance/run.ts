/**
 * Every operation of the course on every backend that starts here, against numbers recorded from PyTorch:
 *
 *     npm run conformance -- --backend wasm --json report.json
 *
 * Without --backend all are tried, and one that is not to be had is named with its reason. Exits 1 if a case
 * is over its tolerance, throws, or has no implementation, and if an implementation has no case.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { BACKENDS, type BackendName, BackendUnavailableError } from "../../src/runtime/backend.ts";
import { type BackendReport, runSuite, unrecorded } from "./suite.ts";
import { holesOf, tableOf } from "./table.ts";

const { values } = parseArgs({ options: { backend: { type: "string" }, json: { type: "string" } } });

/** An asked-for backend that does not start is an error; of all of them, the absent are named. */
async function reportsOf(asked: string | undefined): Promise<BackendReport[]> {
  if (asked !== undefined) return [await runSuite(asked as BackendName)];
  const reports: BackendReport[] = [];
  for (const backend of BACKENDS) {
    try {
      reports.push(await runSuite(backend));
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      console.log(`${backend} is not here: ${error.message}\n`);
    }
  }
  return reports;
}

try {
  const reports = await reportsOf(values.backend);
  const holes = [
    ...unrecorded().map((op) => `no case is recorded for the operation "${op}"`),
    ...reports.flatMap(holesOf),
  ];
  console.log(tableOf(reports));
  console.log(`\nErrors: forward, gradient, second derivative, relative to max(1, |PyTorch's|).`);
  console.log(holes.length === 0 ? "No holes." : `\n${holes.length} holes:\n${holes.join("\n")}`);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ reports, holes }, null, 1));
  process.exit(holes.length === 0 ? 0 : 1); // a graphics device would keep the process alive
} catch (error) {
  if (!(error instanceof BackendUnavailableError)) throw error;
  console.error(error.message);
  process.exit(1);
}
