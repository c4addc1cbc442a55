/** Context managers: `using scope = ...` undoes them at the end of the block, whatever happens in it. */
export { type ModuleFilter, modelHooks } from "./model-hooks.ts";
export { seeded } from "./seeded.ts";
export { evalMode, trainingMode } from "./training-mode.ts";
