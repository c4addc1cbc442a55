import { type nn, notYet, type tf } from "arena/tools";

/** A scope that notes when it begins and when it ends. */
export function logged(name: string, log: string[]): Disposable {
  // begins at once: pushes "name begins"; at the end of the block: "name ends"
  return notYet(`logged of ${name}, with ${log.length} lines in the log`);
}

/** What the model gives in evaluation mode; afterwards every module is in the mode it was in. */
export function predict(model: nn.Module, x: tf.Tensor): tf.Tensor {
  // x: the model's input; the result: its output
  return notYet(`predict of [${x.shape}] in ${model.constructor.name}`);
}

/** A scope in which the parameter has other values; at its end it has its own again. */
export function temporarily(parameter: nn.Parameter, values: tf.Tensor): Disposable {
  // parameter and values have one shape
  return notYet(`temporarily of a parameter [${parameter.shape}] and values [${values.shape}]`);
}

/** How the output in evaluation mode changes when the parameter is all zeros. */
export function knockout(model: nn.Module, x: tf.Tensor, parameter: nn.Parameter): tf.Tensor {
  // the result has the shape of the model's output
  return notYet(`knockout of a parameter [${parameter.shape}] of ${model.constructor.name} on [${x.shape}]`);
}
