import { join } from "node:path";
import { expect, test } from "vitest";
import { mapRows } from "../../src/cli/watch/map-rows.ts";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { ANSWER, open, run, temporaryWorkspace } from "../progress/support.ts";

const catalogue = readCatalogue(join(import.meta.dirname, "..", ".."));

test("the map tells rooms that were passed from those that count by a beaten boss", () => {
  const { store } = open(temporaryWorkspace());
  for (const room of ["0.2/relu", "0.2/copy-and-predict"])
    store.recordRun(run({ room }), { answerText: ANSWER });
  const here = catalogue.sections.flatMap(({ rooms }) => rooms).find(({ id }) => id === "0.2/simple-mlp");
  if (here === undefined) throw new Error("0.2/simple-mlp is gone");
  const rows = mapRows(here, catalogue, store);
  const status = (id: string) => rows.find((row) => row.id === id)?.status;
  expect(status("0.2/relu")).toBe("passed");
  expect(status("0.2/copy-and-predict")).toBe("passed");
  expect(status("0.2/linear")).toBe("challenged");
  expect(status("0.2/simple-mlp")).toBe("here");
});
