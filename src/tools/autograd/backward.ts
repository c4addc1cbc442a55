import { engine } from "../../runtime/engine.ts";
import { described } from "../arguments/described.ts";
import { requireParameters } from "../arguments/parameters.ts";
import { lesson } from "../lesson.ts";
import type { Parameter } from "../nn/module/parameter.ts";
import { tf } from "../tensorflow.ts";
import { trainingWatcher } from "../training-watch.ts";
import { gradIsOff } from "./no-grad.ts";

/**
 * Runs `lossFn` and adds the gradient of its result to the `grad` of each parameter, as `loss.backward()`
 * does in PyTorch. TensorFlow.js records operations only while a function runs for that purpose, so the
 * forward pass belongs inside: `const loss = backward(() => crossEntropy(model.call(x), labels),
 * model.parameters())`.
 *
 * Frozen parameters are left alone, and those that the loss does not depend on keep their grad (null at
 * first).
 *
 * @returns the loss, a scalar; what else `lossFn` made is freed.
 * @throws ToolError if the loss is no scalar, if no parameter is trainable or none of them leads to the loss.
 */
export function backward(lossFn: () => tf.Tensor, params: Iterable<Parameter>): tf.Scalar {
  if (gradIsOff()) throw insideNoGrad();
  if (typeof lossFn !== "function") throw noFunction(lossFn);
  requireParameters("backward", params);
  const trainable = [...params].filter((parameter) => parameter.requiresGrad);
  if (trainable.length === 0) throw nothingToTrain();
  const { value, grads: found } = engine.gradients(() => requireScalar(lossFn()), trainable, undefined, true);
  if (found.every((grad) => grad === undefined)) throw unconnected();
  trainable.forEach((parameter, i) => {
    const gradient = found[i];
    if (gradient !== undefined) parameter.accumulateGrad(gradient);
  });
  tf.dispose(found); // only now: two parameters may have been given the same tensor
  trainingWatcher()?.loss(value);
  return value;
}

function requireScalar(loss: unknown): tf.Scalar {
  if (loss instanceof tf.Tensor && loss.rank === 0) return loss as tf.Scalar;
  if (loss instanceof Promise) {
    throw lesson("backward", {
      what: "lossFn is async; the gradient can only follow what happens before it returns.",
      fits: "read values after backward",
    });
  }
  throw lesson("backward", {
    what: "lossFn has to return a scalar tensor.",
    given: { returned: described(loss) },
    fits: "one number, []; a loss per example becomes one by mean()",
    example: "backward(() => lossPerExample(model.call(x)).mean(), model.parameters())",
  });
}

function noFunction(given: unknown): Error {
  return lesson("backward", {
    what: `the first argument is a function that computes the loss, not ${described(given)}.`,
    fits: "() => in front: what is computed before backward begins leaves no trace to follow back",
    example: "const loss = backward(() => lossOf(model.call(x), y), model.parameters())",
  });
}

function nothingToTrain(): Error {
  return lesson("backward", {
    what: "there is no parameter to compute a gradient for: the list is empty, or all of them are frozen.",
    fits: "model.parameters(), at least one with requiresGrad true",
  });
}

function unconnected(): Error {
  return lesson("backward", {
    what: "the loss does not depend on any of these parameters.",
    fits: "the forward pass inside lossFn, on these parameters: what was read or computed before is constant",
    example: "backward(() => model.call(x).square().mean(), model.parameters())",
  });
}

function insideNoGrad(): Error {
  return lesson("backward", {
    what: "it is called inside noGrad(), where nothing is recorded.",
    fits: "backward outside that block",
  });
}
