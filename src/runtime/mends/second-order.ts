import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { engine, type TapeNode } from "../engine.ts";

/** Kernels put at most one clone of each saved tensor on the tape, and rarely anything else in between. */
const SLACK = 4;

let mended = false;

/**
 * Second derivatives through operations that save their own output: sigmoid, tanh, exp, elu, softmax and all
 * that is built of them (tfjs #3252).
 *
 * Stock puts the clone of a saved output on the tape before the node of the operation itself. A second
 * backward pass walks the tape from the end, meets the operation first, and so never carries what flows into
 * the clone through the operation: terms are lost without a word. Moving those clones behind their operation
 * is all that is needed.
 */
export function mendSecondOrder(): void {
  if (mended) return;
  mended = true;
  const addTapeNode = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    addTapeNode(kernelName, inputs, outputs, gradient, saved, attributes);
    if (saved.length > 0 && engine.state.activeTape !== null)
      moveClonesBehind(engine.state.activeTape, outputs, saved);
  };
}

function moveClonesBehind(tape: TapeNode[], outputs: readonly Tensor[], saved: readonly Tensor[]): void {
  const outputIds = new Set(outputs.map((tensor) => tensor.id));
  const savedIds = new Set(saved.map((tensor) => tensor.id));
  const clones: TapeNode[] = [];
  const oldest = Math.max(0, tape.length - 1 - saved.length - SLACK);
  for (let i = tape.length - 2; i >= oldest; i--) {
    if (isCloneOf(tape[i] as TapeNode, outputIds, savedIds)) clones.push(...tape.splice(i, 1));
  }
  tape.push(...clones);
}

function isCloneOf(node: TapeNode, outputIds: ReadonlySet<number>, savedIds: ReadonlySet<number>): boolean {
  const [clone] = node.outputs;
  const source = node.inputs.x;
  if (node.outputs.length !== 1 || clone === undefined || source === undefined) return false;
  return outputIds.has(source.id) && savedIds.has(clone.id);
}

/**
 * The gradients of a scalar function, asked for by an operation's own gradient. Stock lets go of the tape when it is
 * through with them, and the backward pass around it then fails.
 */
export function gradientsWithin(
  scalarOf: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): Tensor[] {
  const { activeTape } = engine.state;
  try {
    return tfjs.grads(scalarOf)([...inputs]);
  } finally {
    engine.state.activeTape = activeTape;
  }
}
