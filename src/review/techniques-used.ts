import { SIGNS } from "./signs.ts";
import { sitesOf } from "./sites.ts";

/** A technique and the first place of an answer that shows it. */
export interface Use {
  /** A technique page's name. */
  readonly technique: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
}

/**
 * The techniques that an answer uses, found in its syntax tree and not by any room's label; each once, at its
 * first place. An answer that does not parse shows none.
 */
export function techniquesUsed(answer: string): readonly Use[] {
  const read = sitesOf(answer);
  if (read.kind === "unreadable") return [];
  return Object.entries(SIGNS).flatMap(([technique, sign]) => {
    const site = read.sites.find(sign);
    return site === undefined ? [] : [{ technique, line: site.line, code: site.code }];
  });
}
