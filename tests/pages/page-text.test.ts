import { expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { renderMarkdown, subProblemTypePageText, techniquePageText } from "../../src/pages/index.ts";
import { SOUND } from "../curriculum/support.ts";

const catalogue = readCatalogue(SOUND);

test("a technique's page ends with the sub-problems it solves and where it is used", () => {
  const page = catalogue.techniques.find(({ name }) => name === "reduce");
  const text = page && renderMarkdown(techniquePageText(page, catalogue), { width: 80, colour: false });
  expect(text).toMatch(/^Reduce\n══════\n\nA reduction combines/);
  expect(text).toContain("Solves\n──────\n\n- Reduce over axes: arena problem reduce-over-axes");
  expect(text).toContain(
    "Where it is used\n────────────────\n\n- 9.8/row-sums Row sums: Add up each row\n- 9.8/row-means Row means: Add up each row",
  );
});

test("a type's page ends with what solves it and where it comes up", () => {
  const page = catalogue.subProblemTypes.find(({ name }) => name === "scale");
  const text = page && subProblemTypePageText(page, catalogue);
  expect(text).toContain(
    "## What solves it\n\n- Repeats an axis of length one for as long as its neighbour is. `arena hint broadcasting`",
  );
  expect(text).toContain("## Where it comes up\n\n- 9.8/row-means Row means: Divide by the length of a row");
});
