import { describe, expect, it } from "vitest";
import type { BackendName } from "../../src/runtime/backend.ts";
import { TOLERANCES } from "./measure.ts";
import { recordedCases } from "./recorded.ts";
import { runSuite, unrecorded } from "./suite.ts";
import { holesOf } from "./table.ts";

const ROWS = 24;

describe("the operations of the course", () => {
  it.each<BackendName>(["cpu", "wasm"])(
    "give PyTorch's numbers on %s",
    { timeout: 120_000 },
    async (backend) => {
      const report = await runSuite(backend);
      expect(holesOf(report)).toEqual([]);
      expect(report.measurements.length).toBe(recordedCases().length);
      for (const { errors } of report.measurements) {
        for (const [stage, error] of Object.entries(errors)) {
          expect(error).toBeLessThanOrEqual(TOLERANCES[stage as keyof typeof TOLERANCES]);
        }
      }
    },
  );

  it("are all recorded", () => {
    expect(unrecorded()).toEqual([]);
  });

  it("include every known fault of stock TensorFlow.js", () => {
    const rows = new Set(recordedCases().map(({ row }) => row));
    for (let row = 1; row <= ROWS; row++) expect(rows, `row ${row}`).toContain(row);
  });
});
