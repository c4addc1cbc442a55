import { engine } from "../../runtime/engine.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";

let depth = 0;

/**
 * Until the end of the block nothing is recorded for gradients: `using _ = noGrad();`. What is computed in it
 * counts as a constant (`torch.no_grad`). TensorFlow.js records only inside `backward` and `tf.grad` anyway,
 * so this matters in there: for a target network, a baseline, an update of running statistics.
 */
export function noGrad(): Disposable;
export function noGrad(...given: unknown[]): Disposable {
  if (given.length > 0) throw notAWrapper();
  enter();
  let open = true;
  return {
    [Symbol.dispose]: () => {
      if (open) leave();
      open = false;
    },
  };
}

/** Whether this is inside a `noGrad` block. */
export function gradIsOff(): boolean {
  return depth > 0;
}

/** The tensor as a constant: gradients end here (`Tensor.detach`). It shares the values and costs no copy. */
export function detach<R extends tf.Rank>(x: tf.Tensor<R>): tf.Tensor<R> {
  requireTensor("detach", x);
  using _ = noGrad();
  return x.clone();
}

// The engine records an operation unless it is part of another operation's kernel; to it, the block is one.
function enter(): void {
  depth += 1;
  engine.state.kernelDepth += 1;
}

function leave(): void {
  depth -= 1;
  engine.state.kernelDepth -= 1;
}

/** Other libraries take the function to run. Here it would never run, without a word. */
function notAWrapper(): Error {
  return lesson("noGrad", {
    what: "it takes no function; it holds from its line to the end of the block.",
    example: "{ using _ = noGrad(); target = model.call(x); }",
  });
}
