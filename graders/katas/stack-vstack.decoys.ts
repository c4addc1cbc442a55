import { decoys } from "arena/grader";
import { tf } from "arena/tools";
import * as Solution from "../../exercises/katas/stack-vstack/solution.ts";

const { grid, interleave, residualAfterEach } = Solution;

export default decoys<typeof Solution>([
  {
    name: "layers-first",
    teaches: "Your result is [layer, batch, …]. The place of the new axis is the second argument of stack.",
    caughtBy: ["layers/three-layers", "layers/as-many-layers-as-examples"],
    subProblem: "layers",
    implementation: {
      cacheLayers: (outputs: tf.Tensor3D[]) => tf.stack(outputs),
    },
  },
  {
    name: "positions-joined",
    teaches: "You joined the layers along the positions. They get an axis of their own.",
    caughtBy: ["layers/three-layers", "layers/as-many-layers-as-examples", "layers/a-single-layer"],
    subProblem: "layers",
    implementation: {
      cacheLayers: (outputs: tf.Tensor3D[]) => tf.concat(outputs, 1),
    },
  },
  {
    name: "layers-after-positions",
    teaches: "Your new axis stands behind the positions. The layer comes right after the batch.",
    caughtBy: ["layers/three-layers", "layers/as-many-layers-as-examples"],
    subProblem: "layers",
    implementation: {
      cacheLayers: (outputs: tf.Tensor3D[]) => tf.stack(outputs, 2),
    },
  },
  {
    name: "layers-added",
    teaches: "You added the layers up. Each is kept.",
    caughtBy: ["layers/three-layers", "layers/as-many-layers-as-examples"],
    subProblem: "layers",
    implementation: {
      cacheLayers: (outputs: tf.Tensor3D[]) => tf.addN(outputs).expandDims(1),
    },
  },
  {
    name: "column-first",
    teaches: "At each point your column comes first. Asked is the row, then the column.",
    caughtBy: ["pairs/two-rows-and-three-columns-by-hand", "pairs/a-square"],
    subProblem: "pairs",
    implementation: {
      grid: (rows: tf.Tensor1D, columns: tf.Tensor1D) => grid(rows, columns).reverse(-1),
    },
  },
  {
    name: "coordinates-first",
    teaches: "You put the two tables first: [2, row, column]. The pair belongs to the point, at the end.",
    caughtBy: ["pairs/two-rows-and-three-columns-by-hand", "pairs/a-square"],
    subProblem: "pairs",
    implementation: {
      grid: (rows: tf.Tensor1D, columns: tf.Tensor1D) => grid(rows, columns).transpose([2, 0, 1]),
    },
  },
  {
    name: "columns-down",
    teaches: "Your grid has the columns as its first axis.",
    caughtBy: ["pairs/two-rows-and-three-columns-by-hand", "pairs/a-square"],
    subProblem: "pairs",
    implementation: {
      grid: (rows: tf.Tensor1D, columns: tf.Tensor1D) => grid(rows, columns).transpose([1, 0, 2]),
    },
  },
  {
    name: "no-grid",
    teaches: "You paired the first row with the first column, and so on. Every row meets every column.",
    caughtBy: ["pairs/a-square"],
    subProblem: "pairs",
    implementation: {
      grid: (rows: tf.Tensor1D, columns: tf.Tensor1D) =>
        rows.shape[0] === columns.shape[0] ? tf.stack([rows, columns], -1) : grid(rows, columns),
    },
  },
  {
    name: "one-behind-the-other",
    teaches: "You joined the two: all of the first, then all of the second. They alternate.",
    caughtBy: ["interleave/two-features-by-hand", "interleave/every-position-by-itself"],
    subProblem: "interleave",
    implementation: {
      interleave: (even: tf.Tensor3D, odd: tf.Tensor3D) => tf.concat([even, odd], -1),
    },
  },
  {
    name: "odd-first",
    teaches: "You began with the odd ones.",
    caughtBy: ["interleave/two-features-by-hand", "interleave/every-position-by-itself"],
    subProblem: "interleave",
    implementation: {
      interleave: (even: tf.Tensor3D, odd: tf.Tensor3D) => interleave(odd, even),
    },
  },
  {
    name: "pairs-apart",
    teaches: "You left the pair as an axis of its own. Merge it with the features.",
    caughtBy: ["interleave/two-features-by-hand", "interleave/every-position-by-itself"],
    subProblem: "interleave",
    implementation: {
      interleave: (even: tf.Tensor3D, odd: tf.Tensor3D) => tf.stack([even, odd], -1),
    },
  },
  {
    name: "positions-torn-apart",
    teaches:
      "You put the two tensors behind each other and reshaped: the features of several positions got mixed.",
    caughtBy: ["interleave/every-position-by-itself"],
    subProblem: "interleave",
    implementation: {
      interleave: (even: tf.Tensor3D, odd: tf.Tensor3D) => {
        const [b, s, d] = even.shape;
        return s === 1 ? interleave(even, odd) : tf.stack([even, odd], 1).reshape([b, s, 2 * d]); // [batch, position, 2·d]
      },
    },
  },
  {
    name: "not-summed",
    teaches: "You stacked what each layer wrote. The stream is the sum of everything up to there.",
    caughtBy: ["lens/three-layers"],
    subProblem: "lens",
    implementation: {
      residualAfterEach: (embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) => tf.stack([embedded, ...outputs]),
    },
  },
  {
    name: "embedding-not-shown",
    teaches: "You left the stream before the first layer out: there are layer + 1 moments.",
    caughtBy: ["lens/three-layers"],
    subProblem: "lens",
    implementation: {
      residualAfterEach: (embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) =>
        outputs.length === 0
          ? residualAfterEach(embedded, outputs)
          : residualAfterEach(embedded, outputs).slice(1),
    },
  },
  {
    name: "each-layer-alone",
    teaches: "You added each output to the embedding only, not to what the layers before had left.",
    caughtBy: ["lens/three-layers"],
    subProblem: "lens",
    implementation: {
      residualAfterEach: (embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) =>
        tf.stack([embedded, ...outputs.map((output) => embedded.add(output))]),
    },
  },
  {
    name: "last-stream-only",
    teaches: "You gave the stream after the last layer only.",
    caughtBy: ["lens/three-layers"],
    subProblem: "lens",
    implementation: {
      residualAfterEach: (embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) =>
        tf.addN([embedded, ...outputs]).expandDims(0),
    },
  },
  {
    name: "embedding-forgotten",
    teaches: "Your sums begin at 0: the embedding is missing in them.",
    caughtBy: ["lens/three-layers", "lens/no-layer-at-all"],
    subProblem: "lens",
    implementation: {
      residualAfterEach: (embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) =>
        residualAfterEach(embedded, outputs).sub(embedded),
    },
  },
]);
