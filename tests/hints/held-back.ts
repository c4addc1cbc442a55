import type { Slips } from "./slips.ts";

/**
 * Wrong answers that no decoy was written for: the solution with one slip in it, as a person might make it. For each, the
 * techniques whose page helps with this slip, decided before it was graded. They are held back from the graders: a slip
 * that becomes a decoy is no longer one of these.
 */
export interface HeldBack {
  readonly room: string;
  readonly name: string;
  readonly slip: Slips;
  readonly helps: readonly string[];
  /** Why another technique is shown, where it is: known to be wrong, and counted as such. */
  readonly missed?: string;
}

export const HELD_BACK: readonly HeldBack[] = [
  {
    room: "0.1/make-rays-1d",
    name: "one value too many",
    slip: [["linspace(-yLimit, yLimit, numPixels)", "linspace(-yLimit, yLimit, numPixels + 1)"]],
    helps: ["linspace"],
  },
  {
    room: "0.1/make-rays-1d",
    name: "coordinates stacked as rows",
    slip: [["tf.zerosLike(y)], -1)", "tf.zerosLike(y)], 0)"]],
    helps: ["stack-vstack"],
  },
  {
    room: "0.1/make-rays-2d",
    name: "both axes slow",
    slip: [['"z -> (y z)", { y', '"z -> (z y)", { y']],
    helps: ["einops-repeat"],
  },
  {
    room: "0.1/intersect-rays-1d",
    name: "ray and segment swapped in one of the two",
    slip: [['"seg p d -> p ray seg d"', '"seg p d -> p seg ray d"']],
    helps: ["einops-repeat", "broadcasting"],
  },
  {
    room: "0.1/intersect-rays-1d",
    name: "one answer for all rays",
    slip: [["any(hits, 1)", "any(hits)"]],
    helps: ["masks-any-all"],
  },
  {
    room: "0.1/intersect-rays-1d",
    name: "or for and",
    slip: [["v.greaterEqual(0).logicalAnd(v.lessEqual(1))", "v.greaterEqual(0).logicalOr(v.lessEqual(1))"]],
    helps: ["masks-any-all"],
  },
  {
    room: "0.1/triangle-ray-intersects",
    name: "v left out",
    slip: [["v >= 0 && u + v <= 1", "u + v <= 1"]],
    helps: ["masks-any-all"],
  },
  {
    room: "0.1/rotate-mesh",
    name: "the sum over the wrong index of R",
    slip: [
      ['"triangle corner i, i j -> triangle corner j"', '"triangle corner i, j i -> triangle corner j"'],
    ],
    helps: ["einsum"],
  },
  {
    room: "0.1/raytrace-mesh-lambert",
    name: "normals of any length",
    slip: [["normals.div(lengths)", "normals"]],
    helps: ["norms"],
  },
  {
    room: "0.1/raytrace-mesh-lambert",
    name: "the farthest triangle's light",
    slip: [["distances.argMin(1)", "distances.argMax(1)"]],
    helps: ["argmax", "gather"],
  },
  {
    room: "0.2/relu",
    name: "branches swapped",
    slip: [
      ["nn, type tf }", "nn, tf }"],
      ["x.maximum(0)", "tf.where(x.greater(0), tf.zerosLike(x), x)"],
    ],
    helps: ["where", "max-vs-maximum"], // it is the minimum of x and 0
  },
  {
    room: "0.2/relu",
    name: "axes of one squeezed away",
    slip: [["x.maximum(0)", "x.maximum(0).squeeze()"]],
    helps: ["squeeze-unsqueeze"],
  },
  {
    room: "0.2/linear",
    name: "the bias as a factor",
    slip: [["product.add(this.bias)", "product.mul(this.bias)"]],
    helps: ["broadcasting"],
  },
  {
    room: "0.2/linear",
    name: "the output axis first",
    slip: [['"... i, o i -> ... o"', '"... i, o i -> o ..."']],
    helps: ["einsum"],
  },
  {
    room: "0.2/linear",
    name: "twice too wide",
    slip: [["const bound = 1 /", "const bound = 2 /"]],
    helps: ["empty-vs-initialised"],
  },
  {
    room: "0.2/linear",
    name: "the bias as a table of one row",
    slip: [["start([outFeatures]))", "start([1, outFeatures]))"]],
    helps: ["parameters"],
  },
  {
    room: "0.2/simple-mlp",
    name: "the batch merged too",
    slip: [['"batch ... -> batch (...)"', '"batch ... -> (batch ...)"']],
    helps: ["einops-rearrange"],
  },
  {
    room: "0.2/batched-cross-entropy-loss",
    name: "shifted by the mean",
    slip: [['"b k -> b 1", "max"', '"b k -> b 1", "mean"']],
    helps: ["numerical-stability"],
  },
  {
    room: "0.2/batched-cross-entropy-loss",
    name: "summed over the batch",
    slip: [['reduce(shifted.exp(), "b k -> b 1", "sum")', 'reduce(shifted.exp(), "b k -> 1 k", "sum")']],
    helps: ["einops-reduce"],
    missed:
      "it fails the same cases as three decoys, of two steps: the first step's first technique is shown",
  },
  {
    room: "0.2/batched-cross-entropy-loss",
    name: "the class after the true one",
    slip: [["unsqueeze(trueLabels, 1)", "unsqueeze(trueLabels.sub(1).relu().toInt(), 1)"]],
    helps: ["gather", "indexing-arange"],
  },
  {
    room: "0.2/max-pool",
    name: "padded with the smallest positive number",
    slip: [["value: -Infinity", "value: Number.MIN_VALUE"]],
    helps: ["empty-vs-initialised"],
  },
  {
    room: "0.2/max-pool",
    name: "the last window left out",
    slip: [["Math.floor((length - kernel) / stride) + 1", "Math.ceil((length - kernel) / stride)"]],
    helps: ["indexing-colon"],
  },
  {
    room: "0.2/max-pool",
    name: "the smallest",
    slip: [['"max")', '"min")']],
    helps: ["einops-reduce", "max-vs-maximum"],
  },
  {
    room: "0.2/conv2d",
    name: "channels not matched",
    slip: [['"b i oh kh ow kw, o i kh kw -> b o oh ow"', '"b i oh kh ow kw, o j kh kw -> b o oh ow"']],
    helps: ["einsum"],
    missed: "every decoy of this step fails the same cases: nothing tells the contraction from the windows",
  },
  {
    room: "0.2/conv2d",
    name: "starts only up to the number of windows",
    slip: [["arange(0, count * stride, stride)", "arange(0, count, stride)"]],
    helps: ["arange", "indexing-colon"],
  },
  {
    room: "0.2/batch-norm",
    name: "each image by itself",
    slip: [
      [
        'const mean = reduce(x, "b c h w -> c", "mean")',
        'const mean = reduce(x, "b c h w -> c h", "mean").max(1)',
      ],
    ],
    helps: ["einops-reduce"],
  },
  {
    room: "0.2/train",
    name: "misses counted",
    slip: [["predicted.equal(labels)", "predicted.notEqual(labels)"]],
    helps: ["testing-loop"],
  },
  {
    room: "0.2/train",
    name: "the least likely class",
    slip: [["argMax(-1)", "argMin(-1)"]],
    helps: ["testing-loop", "argmax"],
  },
  {
    room: "0.2/train",
    name: "never a step",
    slip: [["      optimizer.step();\n", ""]],
    helps: ["training-loop"],
  },
  {
    room: "0.2/hooks",
    name: "the last handle kept",
    slip: [
      [
        "for (const handle of handles) handle.remove()",
        "for (const handle of handles.slice(0, -1)) handle.remove()",
      ],
    ],
    helps: ["hooks", "context-managers"],
  },
  {
    room: "0.2/hooks",
    name: "one NaN is none",
    slip: [["output.isNaN().any()", "output.isNaN().sum().greater(1)"]],
    helps: ["masks-any-all"],
    missed: "the step has two techniques, and the first is shown",
  },
  {
    room: "0.2/copy-and-predict",
    name: "the least likely class",
    slip: [["probabilities.argMax<", "probabilities.argMin<"]],
    helps: ["argmax"],
  },
  {
    room: "0.2/copy-and-predict",
    name: "two classes for one",
    slip: [["softmax(logits, -1)", "softmax(logits.mul(2), -1)"]],
    helps: ["numerical-stability", "max-vs-maximum", "testing-loop", "argmax"],
  },
  {
    room: "0.2/resnet",
    name: "channels averaged",
    slip: [['"b c h w -> b c", "mean"', '"b c h w -> b h", "mean"']],
    helps: ["einops-reduce"],
  },
  {
    room: "0.2/feature-extraction",
    name: "the head reads its own outputs",
    slip: [["new nn.Linear(inFeatures, nClasses)", "new nn.Linear(nClasses, nClasses)"]],
    helps: ["module-blocks"],
  },
  {
    room: "0.2/feature-extraction",
    name: "all trained",
    slip: [["model.requiresGrad_(false)", "model.requiresGrad_(true)"]],
    helps: ["freezing"],
  },
  // A second set, written after the first had been mended by.
  {
    room: "0.1/intersect-ray-1d",
    name: "the segment seen from the ray",
    slip: [["stack([D, L1.sub(L2)], -1)", "stack([D, L2.sub(O)], -1)"]],
    helps: ["stack-vstack", "batched-solve"],
  },
  {
    room: "0.1/intersect-ray-1d",
    name: "the ray's last two coordinates",
    slip: [['index(ray, ":", ":2")', 'index(ray, ":", "1:")']],
    helps: ["indexing-colon", "stack-vstack"],
  },
  {
    room: "0.1/raytrace-mesh",
    name: "the mean of all distances",
    slip: [["Number.POSITIVE_INFINITY).min(1)", "Number.POSITIVE_INFINITY).mean(1)"]],
    helps: ["einops-reduce", "max-vs-maximum"],
    missed: "the cases that fail are not those of one step alone: the first failing case's step is shown",
  },
  {
    room: "0.1/raytrace-mesh",
    name: "inside or in front",
    slip: [["inside.logicalAnd(s.greaterEqual(0))", "inside.logicalOr(s.greaterEqual(0))"]],
    helps: ["masks-any-all"],
    missed: "the cases that fail are not those of one step alone: the first failing case's step is shown",
  },
  {
    room: "0.1/raytrace-triangle",
    name: "the identity for the regular ones",
    slip: [["where(mask, tf.eye(3), matrices)", "where(mask, matrices, tf.eye(3))"]],
    helps: ["where"],
    missed: "the cases that fail are not those of one step alone: the first failing case's step is shown",
  },
  {
    room: "0.1/wireframe",
    name: "the larger for the smaller",
    slip: [["tf.minimum(tf.minimum(u, v), w)", "tf.maximum(tf.minimum(u, v), w)"]],
    helps: ["max-vs-maximum"],
  },
  {
    room: "0.1/wireframe",
    name: "rays along the triangles' axis",
    slip: [['"ray point xyz -> point ray triangle xyz"', '"ray point xyz -> point triangle ray xyz"']],
    helps: ["einops-repeat"],
  },
  {
    room: "0.2/residual-block",
    name: "a product for the sum",
    slip: [["change.add(", "change.mul("]],
    helps: ["module-blocks"],
  },
  {
    room: "0.2/conv2d-module",
    name: "a fan-in that is a sum",
    slip: [["inChannels * kernelSize * kernelSize)", "inChannels + kernelSize * kernelSize)"]],
    helps: ["empty-vs-initialised"],
  },
  {
    room: "0.2/batch-norm",
    name: "the correction upside down",
    slip: [["n / (n - 1)", "(n - 1) / n"]],
    helps: ["buffers"],
  },
  {
    room: "0.2/batch-norm",
    name: "the modes swapped",
    slip: [["if (!this.training)", "if (this.training)"]],
    helps: ["train-eval"],
    missed: "the cases that fail are not those of one step alone: the first failing case's step is shown",
  },
  {
    room: "0.2/conv2d",
    name: "starts as a row",
    slip: [["unsqueeze(starts, 1)", "unsqueeze(starts, 0)"]],
    helps: ["broadcasting", "arange"],
  },
];
