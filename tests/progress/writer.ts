// Run by tests as a process of its own: records `count` passing runs, one transaction each, and acknowledges
// each on its standard output once the store says that it is kept: "in-file 17".
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { openProgress } from "../../src/progress/index.ts";

const [root = "", name = "", count = "0"] = process.argv.slice(2);
const opened = openProgress({ root });
if (opened.kind === "refused") throw new Error(opened.message);
const { store, notices } = opened;
for (const notice of notices) writeSync(1, `notice ${notice}\n`);
writeSync(1, `begins-with ${store.passedRooms().size}\n`);

for (let i = 0; i < Number(count); i++) {
  const answerText = `export const answer = "${name} ${i}";\n`;
  const hash = createHash("sha256").update(answerText).digest("hex");
  const cases = ["a", "b", "c"].map((id) => ({
    id,
    subProblem: "s",
    title: id,
    status: "pass" as const,
    milliseconds: 1,
  }));
  const result = {
    room: `${name}/${i}`,
    hash,
    backend: "cpu",
    graderVersion: "1",
    seed: i,
    verdict: "passed" as const,
  };
  const recorded = store.recordRun({ ...result, cases, milliseconds: i }, { answerText });
  if (recorded.kind !== "recorded") throw new Error(recorded.kind);
  writeSync(1, `${recorded.kept.kind} ${i}\n`);
}
writeSync(1, `ends-with ${store.passedRooms().size}\nclosed ${store.close().kind}\n`);
