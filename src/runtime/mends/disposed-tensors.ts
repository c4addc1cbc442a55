import * as tfjs from "#tfjs";
import { engine } from "../engine.ts";

/** What reading and methods ask first; stock says "Tensor is disposed." and no more. */
interface Checked {
  readonly isDisposed: boolean;
  throwIfDisposed(): void;
}

let mended = false;

/**
 * Says so where an operation is given a tensor that was disposed of. Its values are nowhere then, and stock, looking for
 * the backend to fetch them from, fails with "Cannot read properties of undefined (reading 'backend')".
 */
export function mendDisposedTensors(): void {
  if (mended) return;
  mended = true;
  const moveData = engine.moveData.bind(engine);
  engine.moveData = (backend, dataId) => {
    if (!engine.state.tensorInfo.has(dataId)) throw new Error(DISPOSED);
    moveData(backend, dataId);
  };
  const checked = tfjs.Tensor.prototype as unknown as Checked;
  checked.throwIfDisposed = function () {
    if (this.isDisposed) throw new Error(DISPOSED);
  };
}

const DISPOSED =
  "A tensor was used after it had been disposed of. Dispose later of what is still needed; tf.tidy spares what its " +
  "function returns and what tf.keep was told of.";
