import { type BackendName, startBackend } from "../../src/runtime/backend.ts";
import { tf } from "../../src/runtime/tf.ts";
import { OPERATIONS } from "./cases/index.ts";
import { type Measurement, measure } from "./measure.ts";
import { type RecordedCase, recordedCases } from "./recorded.ts";

/** Every case on one backend. */
export interface BackendReport {
  readonly backend: BackendName;
  readonly measurements: readonly Measurement[];
}

/**
 * Starts a backend and runs every recorded case on it.
 *
 * @throws BackendUnavailableError if it does not start here.
 */
export async function runSuite(backend: BackendName): Promise<BackendReport> {
  await startBackend(backend);
  // Small tensors would otherwise be computed by the cpu backend, and nothing of webgpu would be tested.
  if (backend === "webgpu") tf.env().set("WEBGPU_CPU_FORWARD", false);
  const measurements: Measurement[] = [];
  for (const recorded of recordedCases()) measurements.push(await measure(recorded));
  return { backend, measurements };
}

/** Operations that cases/ has and record.py has no case of: nothing would hold them to anything. */
export function unrecorded(cases: readonly RecordedCase[] = recordedCases()): string[] {
  const recorded = new Set(cases.map(({ op }) => op));
  return Object.keys(OPERATIONS).filter((op) => !recorded.has(op));
}
