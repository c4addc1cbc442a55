import { described } from "../arguments/described.ts";
import { lesson } from "../lesson.ts";
import type { Module } from "../nn/module/module.ts";
import { requireModel } from "./require-model.ts";

/**
 * Until the end of the block the model trains (`true`) or evaluates (`false`); then every module within it
 * goes back to what it was, even those that differed from the rest: `using _ = trainingMode(model, false);`.
 */
export function trainingMode(model: Module<unknown>, training: boolean): Disposable {
  requireModel("trainingMode", model);
  if (typeof training !== "boolean") {
    throw lesson("trainingMode", {
      what: `whether the model trains is true or false, not ${described(training)}.`,
      example: "using _ = trainingMode(model, false)",
    });
  }
  const before = model.modules().map((module) => ({ module, was: module.training }));
  model.train(training);
  return {
    [Symbol.dispose]: () => {
      for (const { module, was } of before) module.training = was;
    },
  };
}

/**
 * `trainingMode(model, false)`: dropout off, batch norm on its running statistics, until the end of the
 * block.
 */
export function evalMode(model: Module<unknown>): Disposable {
  requireModel("evalMode", model);
  return trainingMode(model, false);
}
