import { picture } from "arena/grader";
import { plots } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/strides/solution.ts";

const NUMBERS = Array.from({ length: 20 }, (_, i) => i);
/** Ways to read the same twenty numbers. */
const READINGS: readonly (readonly [name: string, size: number[], stride: number[]])[] = [
  ["rows of five", [4, 5], [5, 1]],
  ["transposed", [5, 4], [1, 5]],
  ["diagonal, twice", [2, 4], [0, 6]],
  ["windows of three", [5, 3], [1, 1]],
];

export default picture<typeof Solution>({
  title: "The numbers 0 to 19, four times read by your asStrided",
  paper: { width: 560, height: 420 },
  async draw({ answer }) {
    const read = READINGS.map(([name, size, stride]) => {
      const rows = answer.asStrided(NUMBERS, size, stride) as number[][];
      const title = `${name}: stride [${stride}]`;
      return plots.table(
        rows.map((row) => row.map(String)),
        { title },
      );
    });
    return plots.panels(read, {
      perRow: 2,
      legend: read.flatMap(({ title, legend }) => [title, ...legend, ""]),
    });
  },
});
