/**
 * Every solution against its PyTorch twin, on the inputs of the room's own grader:
 *
 *     npm run twins -- 0.2/relu
 *
 * Without a room all that have a twin are checked. Python is $PYTHON or python3. Exits 1 if the two disagree, or if
 * nothing could be compared; without torch nothing is checked, which is said.
 */
import { checkTwins, roomsWithTwin } from "./check.ts";
import { python } from "./python.ts";
import { tableOf, wrongIn } from "./table.ts";

const asked = process.argv.slice(2);
const rooms = roomsWithTwin().filter(({ id }) => asked.length === 0 || asked.includes(id));
if (rooms.length === 0) {
  console.error(
    `No room with a twin is called ${asked.join(", ")}. These are: ${roomsWithTwin()
      .map(({ id }) => id)
      .join(", ")}.`,
  );
  process.exit(1);
}
if (!python().hasTorch) {
  console.log("skipped: no torch for python3");
  process.exit(0);
}
const reports = await checkTwins(rooms);
const wrong = reports.flatMap(wrongIn);
console.log(tableOf(reports));
console.log(wrong.length === 0 ? "\nThey agree." : `\n${wrong.join("\n")}`);
process.exit(wrong.length === 0 ? 0 : 1);
