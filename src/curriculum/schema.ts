import { z } from "zod";
import { STUB_KINDS } from "./model.ts";

/*
 * The strict form of every front matter. Its scalars are all texts (see reading/yaml.ts). Only `arena dev check` and the
 * tests load this file: zod alone takes a tenth of a second.
 */

const text = z.string().min(1);
const line = text.regex(/^[^\n]+$/);
const scale = z.string().regex(/^[1-5]$/);
const count = z.string().regex(/^\d+$/);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const roomId = z.string().regex(/^(\d+\.\d+|[a-z]+)\/[a-z0-9]+(-[a-z0-9]+)*$/);
const slugs = z.array(slug);

const subProblem = z.strictObject({ id: slug, title: line, type: slug, techniques: slugs.min(1) });

const room = z.strictObject({
  id: roomId,
  aliases: z.array(roomId).optional(),
  title: line,
  kind: z.enum(["room", "boss", "side", "kata"]),
  order: count,
  importance: scale,
  difficulty: scale,
  minutes: z.string().regex(/^[1-9]\d*$/),
  file: z.string().regex(/^(\d\d-)?[a-z0-9]+(-[a-z0-9]+)*\.ts$/),
  exports: z.array(z.string().regex(/^[A-Za-z_$][\w$]*$/)).min(1),
  stub: z.enum(STUB_KINDS).optional(),
  requires: z.array(roomId).optional(),
  budget: z.strictObject({ seconds: z.string().regex(/^\d*\.?\d+$/) }).optional(),
  subProblems: z.array(subProblem).min(1),
});

const section = z.strictObject({ id: z.string().regex(/^(\d+\.\d+|[a-z]+)$/), title: line, summary: line });

const page = { title: line, aliases: z.array(line).optional(), summary: line };
const technique = z.strictObject({ ...page, solves: slugs, neighbours: slugs.optional() });
const subProblemType = z.strictObject({ ...page, techniques: slugs.min(1) });

const schemas = { room, section, technique, subProblemType } as const;
export type ContentKind = keyof typeof schemas;

/** What would be right, by the name of the field. Lists are asked by the name of the list. */
const RIGHT: { readonly [field: string]: string } = {
  id: "`0.2/max-pool` for a room, `0.2` for a section, small letters and dashes for a sub-problem",
  aliases: "a list like [0.2/old-name], or [] for none",
  title: "one line of text",
  summary: "one sentence on one line",
  kind: "one of room, boss, side, kata",
  order: "a whole number, the place in the section",
  importance: "a whole number from 1 to 5",
  difficulty: "a whole number from 1 to 5",
  minutes: "a whole number of minutes from 1",
  file: "a file name like 07-max-pool.ts",
  exports: "a list of the names the answer must export, like [maxPool2d]",
  stub: "not-yet, or broken where the stub is a whole function with faults to find",
  requires: "a list of room ids like [0.2/conv2d], or [] for none",
  budget: "{ seconds: 5 }",
  seconds: "a number of seconds like 5",
  subProblems: "a list of at least one { id, title, type, techniques }",
  type: "the name of a page in techniques/sub-problems, like sliding-window",
  techniques: "a list of at least one page in techniques, like [einsum]",
  solves: "a list of pages in techniques/sub-problems, like [sliding-window]",
  neighbours: "a list of pages in techniques, like [gather]",
};

/** One thing the schema did not like. */
export interface SchemaComplaint {
  /** Keys from the outermost in; numbers count list entries from 0. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Everything that is wrong with one front matter; empty where it is right. */
export function schemaComplaints(kind: ContentKind, value: unknown): readonly SchemaComplaint[] {
  const parsed = schemas[kind].safeParse(value);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => complaints(kind, value, issue));
}

function complaints(kind: ContentKind, value: unknown, issue: z.core.$ZodIssue): readonly SchemaComplaint[] {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(schemas[kind].shape).join(", ");
    const hint = path.length === 0 ? ` Known are ${known}.` : "";
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `\`${[...path, key].join(".")}\` is no field of a ${WORD[kind]}.${hint}`,
    }));
  }
  const field = path.findLast((key) => typeof key === "string") ?? "";
  const given = path.reduce<unknown>(
    (inner, key) => (inner as { [key: string]: unknown } | undefined)?.[key],
    value,
  );
  const wrong = given === undefined ? "is missing" : `is ${JSON.stringify(given)}`;
  return [
    {
      path,
      message: `\`${path.join(".")}\` ${wrong}; right would be ${RIGHT[field] ?? "a list of `key: value` lines"}.`,
    },
  ];
}

const WORD: Record<ContentKind, string> = {
  room: "room",
  section: "section",
  technique: "technique's page",
  subProblemType: "type's page",
};
