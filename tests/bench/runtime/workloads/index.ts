import type { Workload } from "../workload.ts";
import { convolutions } from "./conv2d.ts";
import { einsums } from "./einsum.ts";
import { matMuls } from "./mat-mul.ts";
import { rays } from "./rays.ts";
import { smallCnn } from "./small-cnn.ts";
import { solves } from "./solves.ts";
import { transformer } from "./transformer.ts";

/** What is timed in one process, in the order of the table. Each has a twin of the same name in the Python file beside it. */
export const GROUPS: readonly (readonly Workload[])[] = [
  matMuls,
  convolutions,
  [smallCnn],
  [transformer],
  [rays],
  [solves],
  einsums,
];

export const WORKLOADS: readonly Workload[] = GROUPS.flat();
