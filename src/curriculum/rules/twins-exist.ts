import { type Rule, roomsOf } from "./rule.ts";

/** Each room but a kata has its solution in PyTorch too. */
export const twinsExist: Rule = (catalogue) =>
  roomsOf(catalogue)
    .filter(({ kind, files }) => kind !== "kata" && files.twin === undefined)
    .map(({ id, files }) => ({
      file: files.statement,
      line: 1,
      message: `The room ${id} has no PyTorch twin, a solution.py beside its solution.ts.`,
    }));
