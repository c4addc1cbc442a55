/**
 * Every solution against its PyTorch twin, on the inputs of the room's own grader, and every PyTorch block of a page against
 * what the page says it prints:
 *
 *     npm run twins -- 0.2/relu einsum
 *
 * Without names all that have a twin are checked. Python is $PYTHON or python3. Exits 1 if the two disagree, or if
 * nothing could be compared; without torch nothing is checked, which is said.
 */
import { relative } from "node:path";
import { checkTwins, roomsWithTwin } from "./check.ts";
import { pagesWithTwin, pageTwinProblems } from "./pages/check.ts";
import { python } from "./python.ts";
import { tableOf, wrongIn } from "./table.ts";

const asked = process.argv.slice(2);
const wanted = (name: string): boolean => asked.length === 0 || asked.includes(name);
const rooms = roomsWithTwin().filter(({ id }) => wanted(id));
const pages = pagesWithTwin().filter(({ name }) => wanted(name));
if (rooms.length + pages.length === 0) {
  const names = [...roomsWithTwin().map(({ id }) => id), ...pagesWithTwin().map(({ name }) => name)];
  console.error(`No room or page with a twin is called ${asked.join(", ")}. These are: ${names.join(", ")}.`);
  process.exit(1);
}
if (!python().hasTorch) {
  console.log("skipped: no torch for python3");
  process.exit(0);
}
const reports = rooms.length === 0 ? [] : await checkTwins(rooms);
const pageProblems = await pageTwinProblems(pages);
const wrong = [
  ...reports.flatMap(wrongIn),
  ...pageProblems.map(({ file, line, message }) => `${relative(process.cwd(), file)}:${line}: ${message}`),
];
console.log(tableOf(reports));
console.log(`${pages.length} pages with PyTorch blocks run`);
console.log(wrong.length === 0 ? "\nThey agree." : `\n${wrong.join("\n")}`);
process.exit(wrong.length === 0 ? 0 : 1);
