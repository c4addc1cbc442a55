import { described } from "../../arguments/described.ts";
import { requireNumber, requireWhole } from "../../arguments/number.ts";
import { lesson } from "../../lesson.ts";
import type { AnyOptimizer } from "../optimizer.ts";
import { requireSettings, Schedule } from "./schedule.ts";

/**
 * Multiplies the rate by `gamma` every `stepSize` epochs (`torch.optim.lr_scheduler.StepLR`).
 *
 * ```ts
 * const schedule = new optim.StepLR(optimizer, { stepSize: 30 }); // schedule.step() after each epoch
 * ```
 */
export class StepLR extends Schedule {
  readonly stepSize: number;
  readonly gamma: number;

  constructor(optimizer: AnyOptimizer, settings: { readonly stepSize: number; readonly gamma?: number }) {
    super(optimizer);
    requireSettings("StepLR", settings, { stepSize: "30", gamma: "0.1" });
    const { stepSize, gamma = 0.1 } = settings;
    requireWhole("StepLR", "stepSize", stepSize, 1);
    requireNumber("StepLR", "gamma", gamma);
    this.stepSize = stepSize;
    this.gamma = gamma;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.gamma ** Math.floor(epoch / this.stepSize);
  }
}

/**
 * Multiplies the rate by `gamma` at each of these epochs (`MultiStepLR`).
 *
 * ```ts
 * const schedule = new optim.MultiStepLR(optimizer, { milestones: [30, 80] });
 * ```
 */
export class MultiStepLR extends Schedule {
  readonly milestones: readonly number[];
  readonly gamma: number;

  constructor(
    optimizer: AnyOptimizer,
    settings: { readonly milestones: readonly number[]; readonly gamma?: number },
  ) {
    super(optimizer);
    requireSettings("MultiStepLR", settings, { milestones: "[30, 80]", gamma: "0.1" });
    const { milestones, gamma = 0.1 } = settings;
    requireMilestones(milestones);
    requireNumber("MultiStepLR", "gamma", gamma);
    this.milestones = milestones;
    this.gamma = gamma;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.gamma ** this.milestones.filter((milestone) => milestone <= epoch).length;
  }
}

/**
 * Multiplies the rate by `gamma` every epoch (`ExponentialLR`).
 *
 * ```ts
 * const schedule = new optim.ExponentialLR(optimizer, { gamma: 0.95 });
 * ```
 */
export class ExponentialLR extends Schedule {
  readonly gamma: number;

  constructor(optimizer: AnyOptimizer, settings: { readonly gamma: number }) {
    super(optimizer);
    requireSettings("ExponentialLR", settings, { gamma: "0.95" });
    const { gamma } = settings;
    requireNumber("ExponentialLR", "gamma", gamma);
    this.gamma = gamma;
    this.apply();
  }

  protected rate(initial: number, epoch: number): number {
    return initial * this.gamma ** epoch;
  }
}

function requireMilestones(milestones: unknown): void {
  if (Array.isArray(milestones) && milestones.every(Number.isInteger)) return;
  throw lesson("MultiStepLR", {
    what: `milestones are an array of whole numbers, not ${described(milestones)}.`,
    example: "{ milestones: [30, 80] }",
  });
}
