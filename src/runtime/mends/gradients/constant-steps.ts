import { mendGradient } from "../registry.ts";
import { noGradient } from "../shapes.ts";

/** Inputs of the operations whose output only ever jumps: their derivative is zero wherever it exists. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  Greater: ["a", "b"],
  GreaterEqual: ["a", "b"],
  Less: ["a", "b"],
  LessEqual: ["a", "b"],
  Equal: ["a", "b"],
  NotEqual: ["a", "b"],
  LogicalAnd: ["a", "b"],
  LogicalOr: ["a", "b"],
  LogicalXor: ["a", "b"],
  BitwiseAnd: ["a", "b"],
  FloorDiv: ["a", "b"],
  LogicalNot: ["x"],
  IsNan: ["x"],
  IsInf: ["x"],
  IsFinite: ["x"],
  Any: ["x"],
  All: ["x"],
  ArgMax: ["x"],
  ArgMin: ["x"],
  Unique: ["x"],
  SearchSorted: ["sortedSequence", "values"],
  Multinomial: ["logits"],
  Bincount: ["x", "weights"],
  DenseBincount: ["x", "weights"],
};

/**
 * Comparisons, logic, argMax and the like: stock has no gradient, so a loss that only compares with them
 * throws.
 */
export function mendConstantSteps(): void {
  for (const [kernelName, inputs] of Object.entries(INPUTS)) {
    mendGradient(kernelName, {
      inputs,
      gradient: (_dy, saved) =>
        Object.fromEntries(Object.entries(saved).map(([name, input]) => [name, () => noGradient(input)])),
    });
  }
}
