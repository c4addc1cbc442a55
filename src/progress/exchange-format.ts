/**
 * The JSON that carries progress from one workspace to another. Only `importProgress` loads this file,
 * because zod takes longer to load than a small command may run; everyone else imports its type.
 */
import { z } from "zod";
import { RUNGS } from "../curriculum/model.ts";

/** Raised when an older program could no longer read what is exported. */
export const EXCHANGE_VERSION = 1;

const moment = z.iso.datetime();
const room = z.string().min(1);

const caseMark = z.object({
  id: z.string(),
  subProblem: z.string(),
  status: z.enum(["pass", "fail", "error", "timeout", "grader-fault", "not-run"]),
  milliseconds: z.number(),
  failure: z
    .enum([
      ...["not-yet", "missing-export", "not-a-tensor", "rank", "shape", "dtype", "not-finite", "values"],
      ...[
        "input-changed",
        "threw",
        "tampered",
        "timeout",
        "memory",
        "output",
        "exited",
        "syntax",
        "no-backend",
        "grader-fault",
      ],
    ] as const)
    .optional(),
  diagnosis: z.string().optional(),
  leadsTo: z.string().optional(),
  technique: z.string().optional(),
});

const attempt = z.object({
  run: z.string().min(1),
  room,
  at: moment,
  hash: z.string(),
  backend: z.string(),
  graderVersion: z.string(),
  seed: z.int(),
  verdict: z.enum(["passed", "failed", "could-not-load", "could-not-grade", "cancelled"]),
  milliseconds: z.number(),
  cases: z.array(caseMark),
});

export const progressExport = z.object({
  format: z.literal("arena-progress"),
  version: z.literal(EXCHANGE_VERSION),
  exportedAt: moment,
  attempts: z.array(attempt),
  answers: z.array(z.object({ room, hash: z.string(), text: z.string(), at: moment })),
  rungs: z.array(z.object({ room, subProblem: z.string(), rung: z.enum(RUNGS), at: moment })),
  reveals: z.array(z.object({ room, at: moment })),
  techniques: z.array(z.object({ name: z.string().min(1), room, at: moment })),
  notes: z.array(z.object({ room, text: z.string(), at: moment })),
  visits: z.array(z.object({ room, at: moment })),
});

/**
 * Everything a store knows, as JSON. Whether an attempt passed is not in it: the importing store judges
 * again.
 */
export type ProgressExport = z.infer<typeof progressExport>;
