import { linalg, random } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

const COUNT = 1_000_000;

/** A million systems of three equations. */
export const solves: Workload = {
  name: "solve 1000000 of 3x3",
  prepare: () => {
    const [matrices, sides] = [random(1).normal([COUNT, 3, 3]), random(2).normal([COUNT, 3])];
    return async () => {
      const solved = linalg.solve(matrices, sides); // [count, 3]
      await solved.data();
      solved.dispose();
    };
  },
};
