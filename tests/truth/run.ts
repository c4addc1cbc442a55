/**
 * Are the graders true? Each solution is changed in one place after another, and its grader must reject what differs in
 * value; its decoys must be caught and named, and correct answers in other styles must pass:
 *
 *     npm run truth [-- --room 0.2/relu --jobs 2 --backend wasm --json FILE]
 *
 * Changes that differ in no value are listed in equivalent/, with the reason. FILE is written after each room; what it
 * says of a room for which nothing has changed since is taken from it, so that a run goes on where one was cut off.
 * Exits 1 where any room falls short.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { TransformServer } from "../../src/grading/transform-server.ts";
import { fingerprintOf } from "./fingerprint.ts";
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
const { backend, json } = values;
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
const earlier: RoomTruth[] =
  json !== undefined && existsSync(json) ? JSON.parse(readFileSync(json, "utf8")) : [];
const done = new Map(earlier.map((truth) => [truth.room, truth]));
const waiting = rooms.filter((room) => done.get(room.id)?.fingerprint !== fingerprintOf(root, room, backend));
const broken: string[] = [];
const told = (sentence: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${sentence}`);
};
const work = async () => {
  for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
    const truth = await truthOf({ root, server, backend }, room, told).catch((error: Error) => error);
    if (truth instanceof Error) {
      broken.push(`${room.id}: ${truth.message}`);
      continue;
    }
    done.set(room.id, truth);
    if (json !== undefined) writeFileSync(json, `${JSON.stringify([...done.values()], null, 2)}\n`);
    told("");
    const seconds = truth.seconds.toFixed(0);
    console.log(`${room.id}: ${truth.mutants} mutants, ${truth.survivors.length} left, ${seconds} s`);
  }
};
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
await server.close();
const truths = rooms.flatMap(({ id }) => done.get(id) ?? []);
const short = [...truths.flatMap(shortcomingsOf), ...broken];
const survivors = truths.map(survivorsText).filter((text) => text !== "");
console.log(`\n${[...survivors, tableOf(truths)].join("\n\n")}`);
console.log(short.length === 0 ? "\nThe graders are true." : `\n${short.join("\n")}`);
process.exit(short.length === 0 ? 0 : 1);
