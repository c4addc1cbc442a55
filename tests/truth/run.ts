/**
 * Are the graders true? Each solution is changed in one place after another, and its grader must reject what differs in
 * value; its decoys must be caught and named, and correct answers in other styles must pass:
 *
 *     npm run truth [-- --room 0.2/relu --jobs 2 --backend wasm --json FILE]
 *
 * Changes that differ in no value are listed in equivalent/, with the reason. Exits 1 where any room falls short.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { TransformServer } from "../../src/grading/transform-server.ts";
import { type RoomTruth, truthOf } from "./room-truth.ts";
import { shortcomingsOf, survivorsText, tableOf } from "./table.ts";

const { values } = parseArgs({
  options: {
    room: { type: "string", multiple: true },
    jobs: { type: "string", default: "2" },
    backend: { type: "string", default: "wasm" },
    json: { type: "string" },
  },
});
const root = join(import.meta.dirname, "..", "..");
const all = readCatalogue(root).sections.flatMap(({ rooms }) => rooms);
const rooms = all.filter(({ id }) => values.room === undefined || values.room.includes(id));
if (rooms.length === 0) {
  console.error(`No room is called ${values.room?.join(", ")}. \`arena list\` names them.`);
  process.exit(1);
}
const server = await TransformServer.start(
  root,
  rooms.map(({ files }) => files),
);
const told = (sentence: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${sentence}`);
};
const done = new Map<string, RoomTruth>();
const waiting = [...rooms];
const work = async () => {
  for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
    const truth = await truthOf({ root, server, backend: values.backend }, room, told);
    done.set(room.id, truth);
    told("");
    if (truth.survivors.length > 0) console.log(`${survivorsText(truth)}\n`);
  }
};
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
await server.close();
const truths = rooms.flatMap(({ id }) => done.get(id) ?? []);
const short = truths.flatMap(shortcomingsOf);
console.log(tableOf(truths));
console.log(short.length === 0 ? "\nThe graders are true." : `\n${short.join("\n")}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(truths, null, 2)}\n`);
process.exit(short.length === 0 ? 0 : 1);
