import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Mutant } from "./mutants.ts";

/** Changes of one line that differ in no value on any input, and why not. */
const entry = z.strictObject({
  operator: z.string(),
  line: z.string(),
  changes: z.array(z.string()).min(1),
  reason: z.string().min(20),
});

const file = z.array(entry);

export interface Equivalent {
  readonly operator: string;
  readonly line: string;
  readonly change: string;
  readonly reason: string;
}

const FOLDER = join(import.meta.dirname, "equivalent");

/** The mutants of a room that are known to be right answers: equivalent/0.2-cnns/relu.yaml. */
export function equivalentsOf(section: string, room: string): Equivalent[] {
  const path = join(FOLDER, section, `${room}.yaml`);
  if (!existsSync(path)) return [];
  const entries = file.parse(parse(readFileSync(path, "utf8")));
  return entries.flatMap(({ changes, ...rest }) => changes.map((change) => ({ ...rest, change })));
}

export const describes = (known: Equivalent, { operator, code, change }: Mutant): boolean =>
  known.operator === operator && known.line === code && known.change === change;

/** Why an entry no longer tells the truth: its line has changed, or a case rejects it after all. */
export function staleAmong(
  known: readonly Equivalent[],
  mutants: readonly Mutant[],
  rejectedBy: (mutant: Mutant) => string | undefined,
): string[] {
  return known.flatMap((one) => {
    const mutant = mutants.find((candidate) => describes(one, candidate));
    const name = `[${one.operator}] ${one.change} in \`${one.line}\``;
    if (mutant === undefined) return [`There is no mutant ${name} any more.`];
    const by = rejectedBy(mutant);
    return by === undefined ? [] : [`${name} is rejected by ${by}, so it is no equivalent.`];
  });
}
