import type { AnyOptimizer } from "../optimizer.ts";
import { Schedule } from "./schedule.ts";

/**
 * Half a cosine from the first rate down to `minimum` in `epochs` epochs and back up in as many
 * (`CosineAnnealingLR`; Loshchilov and Hutter, 2016).
 */
export class CosineAnnealingLR extends Schedule {
  readonly epochs: number;
  readonly minimum: number;

  constructor(
    optimizer: AnyOptimizer,
    { epochs, minimum = 0 }: { readonly epochs: number; readonly minimum?: number },
  ) {
    super(optimizer);
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
    this.factor = factor;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.factor(epoch);
  }
}
