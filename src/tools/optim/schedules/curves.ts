import { described } from "../../arguments/described.ts";
import { requireNumber, requireWhole } from "../../arguments/number.ts";
import { lesson } from "../../lesson.ts";
import type { AnyOptimizer } from "../optimizer.ts";
import { requireSettings, Schedule } from "./schedule.ts";

/**
 * Half a cosine from the first rate down to `minimum` in `epochs` epochs and back up in as many
 * (`CosineAnnealingLR`; Loshchilov and Hutter, 2016).
 *
 * ```ts
 * const schedule = new optim.CosineAnnealingLR(optimizer, { epochs: 50 });
 * ```
 */
export class CosineAnnealingLR extends Schedule {
  readonly epochs: number;
  readonly minimum: number;

  constructor(optimizer: AnyOptimizer, settings: { readonly epochs: number; readonly minimum?: number }) {
    super(optimizer);
    requireSettings("CosineAnnealingLR", settings, { epochs: "50", minimum: "0" });
    const { epochs, minimum = 0 } = settings;
    requireWhole("CosineAnnealingLR", "epochs", epochs, 1);
    requireNumber("CosineAnnealingLR", "minimum", minimum);
    this.epochs = epochs;
    this.minimum = minimum;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return this.minimum + ((initial - this.minimum) * (1 + Math.cos((Math.PI * epoch) / this.epochs))) / 2;
  }
}

/**
 * Multiplies the first rate by a factor of your own: `new LambdaLR(optimizer, (epoch) => Math.min(1, (epoch +
 * 1) / 10))`.
 */
export class LambdaLR extends Schedule {
  readonly factor: (epoch: number) => number;

  constructor(optimizer: AnyOptimizer, factor: (epoch: number) => number) {
    super(optimizer);
    if (typeof factor !== "function") {
      throw lesson("LambdaLR", {
        what: `the factor is a function of the epoch, not ${described(factor)}.`,
        example: "new optim.LambdaLR(optimizer, (epoch) => 0.95 ** epoch)",
      });
    }
    this.factor = factor;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.factor(epoch);
  }
}
