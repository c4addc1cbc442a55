interface Shaped {
  readonly shape: readonly number[];
}

/**
 * Refuses a product of what is no matrix, or whose inner lengths differ, with the shapes and what would fit. Stock's
 * sentence is another one on each backend, and wasm's kernel takes a vector on the right for a matrix.
 */
export function requireInnerLengths(a: Shaped, b: Shaped, transposeA: boolean, transposeB: boolean): void {
  const [vector] = [a, b].filter(({ shape }) => shape.length < 2);
  if (vector !== undefined) throw new Error(noMatrix(a, b, vector));
  const k = a.shape.at(transposeA ? -2 : -1);
  const other = b.shape.at(transposeB ? -1 : -2);
  if (k === other) return;
  const shapes = `${text(a)}${transposeA ? " transposed" : ""} and ${text(b)}${transposeB ? " transposed" : ""}`;
  throw new Error(
    `matMul: the inner lengths of ${shapes} differ, ${k} and ${other}. [m, k] times [k, n] fits and gives [m, n].`,
  );
}

function noMatrix(a: Shaped, b: Shaped, vector: Shaped): string {
  const [length = 1] = vector.shape;
  const fits =
    vector.shape.length === 0
      ? "A number multiplies by x.mul(2)."
      : vector === a
        ? `As a row it fits: a.reshape([1, ${length}]), and a reshape takes the axis off the result.`
        : `As a column it fits: b.reshape([${length}, 1]), and a reshape takes the axis off the result.`;
  return `matMul: ${text(a)} and ${text(b)} must have two axes or more each, and ${text(vector)} has ${vector.shape.length}. ${fits}`;
}

const text = ({ shape }: Shaped): string => `[${shape.join(", ")}]`;
