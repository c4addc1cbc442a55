import { readdirSync, readFileSync } from "node:fs";
import type { Attributes } from "./cases/case.ts";

/** A number, or what JSON has no number for. */
export type Recorded = number | "NaN" | "Infinity" | "-Infinity";

export interface RecordedTensor {
  readonly shape: number[];
  readonly dtype: "float32" | "int32" | "bool";
  readonly values: readonly Recorded[];
}

/** A derivative by one of the inputs, in its shape. */
export interface Derivative {
  readonly input: number;
  readonly values: readonly Recorded[];
}

/** A case as record.py wrote it down: what goes in, what PyTorch gets. */
export interface RecordedCase {
  readonly name: string;
  readonly op: string;
  readonly category: string;
  readonly attributes: Attributes;
  /** The fault of stock TensorFlow.js that it would show, by number. */
  readonly row?: number;
  readonly inputs: readonly RecordedTensor[];
  /** "refused": there is no right result, and the operation has to throw. */
  readonly outputs: readonly RecordedTensor[] | "refused";
  /** What the output is multiplied by before it is summed to a scalar for the gradients. */
  readonly cotangent?: readonly Recorded[];
  readonly gradients?: readonly Derivative[];
  /** What the gradients are multiplied by before they are summed to a scalar for the second derivatives. */
  readonly directions?: readonly Derivative[];
  readonly seconds?: readonly Derivative[];
}

const DATA = new URL("data/", import.meta.url);

/** All recorded cases, category by category. */
export function recordedCases(): RecordedCase[] {
  return readdirSync(DATA)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const { category, cases } = JSON.parse(readFileSync(new URL(file, DATA), "utf8")) as {
        category: string;
        cases: Omit<RecordedCase, "category">[];
      };
      return cases.map((one) => ({ ...one, category }));
    });
}
