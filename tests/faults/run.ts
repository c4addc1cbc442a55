/**
 * Does nasty things to the real program and prints what they cost: a table of fault, tries, lost answers, lost marks
 * and wrong verdicts. Every cell has to be zero. Exits 1 where one is not.
 *
 *   npm run faults [-- --json FILE] [--only NAME] [--tries N]
 *
 * `--only` takes the scenarios whose name contains NAME; `--tries` makes at most N injections of each.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { families } from "./families.ts";
import { endTutor } from "./one-tutor.ts";
import { isClean, type Outcome, type Scenario, wrongVerdict } from "./scenario.ts";
import { type Row, table } from "./table.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string", default: "" },
    tries: { type: "string", default: "100000" },
  },
});

const chosen = families.filter(({ name }) => name.includes(options.only));
if (chosen.length === 0) throw new Error(`No scenario's name contains "${options.only}".`);

const rows: Row[] = [];
for (const scenario of chosen) {
  const row = await done(scenario, Number(options.tries));
  rows.push(row);
  process.stderr.write(`${told(row)}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
}
await endTutor();
process.stdout.write(`${table(rows)}\n`);
process.exit(rows.every(({ outcome }) => "skipped" in outcome || isClean(outcome.losses)) ? 0 : 1);

async function done({ name, tries, inject }: Scenario, most: number): Promise<Row> {
  const start = performance.now();
  const count = Math.min(tries, most);
  const outcome = await inject(count).catch((error: Error) => brokenOff(count, error));
  return { name, seconds: (performance.now() - start) / 1000, outcome };
}

/** A tutor that never comes to a verdict, or does not start again, is no less wrong than one that errs. */
function brokenOff(tries: number, { message }: Error): Outcome {
  return { tries, losses: wrongVerdict(`broken off: ${message}`) };
}

function told({ name, seconds, outcome }: Row): string {
  if ("skipped" in outcome) return `- ${name}: skipped: ${outcome.skipped}`;
  const { tries, losses } = outcome;
  return [`${isClean(losses) ? "✓" : "✗"} ${name}: ${tries} in ${seconds.toFixed(0)} s`, ...losses.seen]
    .map((text, i) => (i === 0 ? text : `    ${text.replaceAll("\n", "\n    ")}`))
    .join("\n");
}
