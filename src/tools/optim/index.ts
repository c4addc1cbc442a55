/** The names behind `optim.` */
export { Adam, type AdamSettings } from "./adam.ts";
export { AdamW } from "./adamw.ts";
export { type AnyOptimizer, type CommonSettings, type Memory, Optimizer } from "./optimizer.ts";
export type { GroupSpec, ParamGroup, Params } from "./param-groups.ts";
export { RMSprop, type RmspropSettings } from "./rmsprop.ts";
export { CosineAnnealingLR, LambdaLR } from "./schedules/curves.ts";
export { Schedule } from "./schedules/schedule.ts";
export { ExponentialLR, MultiStepLR, StepLR } from "./schedules/steps.ts";
export { SGD, type SgdSettings } from "./sgd.ts";
