import { engine } from "../engine.ts";
import { sizeOf } from "./shapes.ts";

let mended = false;

/**
 * Refuses values that do not fill their shape. Stock takes the shape of [[1, 2], [3]] from its first row and makes a
 * [2, 2] of three numbers, the last entry of which is whatever lies there.
 */
export function mendWholeArrays(): void {
  if (mended) return;
  mended = true;
  const makeTensor = engine.makeTensor.bind(engine);
  engine.makeTensor = (values, shape, dtype, backend) => {
    const length = (values as ArrayLike<unknown> | null)?.length;
    if (length !== undefined && length !== sizeOf(shape)) throw new Error(unequal(length, shape));
    return makeTensor(values, shape, dtype, backend);
  };
}

const unequal = (length: number, shape: readonly number[]): string =>
  `${length} ${length === 1 ? "value does" : "values do"} not fill the shape [${shape.join(", ")}], which has ${sizeOf(shape)} entries. ` +
  "All rows of an array must be equally long.";
