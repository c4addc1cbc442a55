import { type nn, notYet, type tf } from "arena/tools";

/** What the named module gives when the model runs on x. */
export function outputOf(model: nn.Module, x: tf.Tensor, name: string): tf.Tensor {
  // x: the model's input; the result: the output of the module called `name`
  return notYet(`outputOf of "${name}" on [${x.shape}] in ${model.constructor.name}`);
}

/** The output of the model when one feature of the named module is 0. */
export function withoutUnit(model: nn.Module, x: tf.Tensor, name: string, unit: number): tf.Tensor {
  // the named module's output: [..., feature]; the result: the model's output
  return notYet(`withoutUnit of unit ${unit} of "${name}" on [${x.shape}] in ${model.constructor.name}`);
}

/** The output on the corrupted input when the named module gives what it gave on the clean one. */
export function patchedRun(
  model: nn.Module,
  clean: tf.Tensor,
  corrupted: tf.Tensor,
  name: string,
): tf.Tensor {
  // clean and corrupted: inputs of one shape; the result: the model's output
  return notYet(
    `patchedRun of "${name}" from [${clean.shape}] into [${corrupted.shape}] in ${model.constructor.name}`,
  );
}

/** For each named module the share of the clean output that patching it brings back. */
export function recovered(
  model: nn.Module,
  clean: tf.Tensor,
  corrupted: tf.Tensor,
  names: string[],
): tf.Tensor1D {
  // the result: [name], 0 as in the corrupted run, 1 as in the clean one
  return notYet(
    `recovered of ${names.length} modules of ${model.constructor.name}, [${clean.shape}] and [${corrupted.shape}]`,
  );
}
