import type { AnyOptimizer } from "../optimizer.ts";
import { Schedule } from "./schedule.ts";

/** Multiplies the rate by `gamma` every `stepSize` epochs (`torch.optim.lr_scheduler.StepLR`). */
export class StepLR extends Schedule {
  readonly stepSize: number;
  readonly gamma: number;

  constructor(
    optimizer: AnyOptimizer,
    { stepSize, gamma = 0.1 }: { readonly stepSize: number; readonly gamma?: number },
  ) {
    super(optimizer);
    this.stepSize = stepSize;
    this.gamma = gamma;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.gamma ** Math.floor(epoch / this.stepSize);
  }
}

/** Multiplies the rate by `gamma` at each of these epochs (`MultiStepLR`). */
export class MultiStepLR extends Schedule {
  readonly milestones: readonly number[];
  readonly gamma: number;

  constructor(
    optimizer: AnyOptimizer,
    { milestones, gamma = 0.1 }: { readonly milestones: readonly number[]; readonly gamma?: number },
  ) {
    super(optimizer);
    this.milestones = milestones;
    this.gamma = gamma;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.gamma ** this.milestones.filter((milestone) => milestone <= epoch).length;
  }
}

/** Multiplies the rate by `gamma` every epoch (`ExponentialLR`). */
export class ExponentialLR extends Schedule {
  readonly gamma: number;

  constructor(optimizer: AnyOptimizer, { gamma }: { readonly gamma: number }) {
    super(optimizer);
    this.gamma = gamma;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.gamma ** epoch;
  }
}
