import { requireTensor } from "../arguments/tensor.ts";
import { tf } from "../tensorflow.ts";
import { formatTensor } from "./format-tensor.ts";

/**
 * Prints values to the terminal, tensors as PyTorch prints them: `await print(x)`, `await print("mean",
 * x.mean())`. It waits for the tensors' values, which on webgpu cannot be read at once: write `await` in
 * front. Anything that is no tensor is printed as `console.log` does; a module prints its tree.
 */
export async function print(...values: readonly unknown[]): Promise<void> {
  const shown = await Promise.all(
    values.map((value) => (value instanceof tf.Tensor ? textOf(value) : value)),
  );
  console.log(...shown);
}

async function textOf(x: tf.Tensor): Promise<string> {
  requireTensor("print", x, "the tensor");
  return formatTensor(await x.data<"float32">(), x.shape, x.dtype);
}
