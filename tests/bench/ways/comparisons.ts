import {
  arange,
  concatenate,
  detach,
  einsum,
  gather,
  index,
  linalg,
  logSoftmax,
  noGrad,
  random,
  rearrange,
  reduce,
  repeat,
  softmax,
  stack,
  tf,
  triu,
  unsqueeze,
  where,
} from "arena/tools";

/** One type of sub-problem: several ways to the same numbers. */
export interface Comparison {
  /** The page's name in techniques/sub-problems. */
  readonly type: string;
  /** What is given, with shapes. */
  readonly given: string;
  /** From the name that the page uses to the computation. */
  readonly ways: Readonly<Record<string, () => tf.Tensor>>;
}

const generator = random(0);
const normal = (...shape: number[]): tf.Tensor => generator.normal(shape);
const labelsBelow = (classes: number, n: number): tf.Tensor1D =>
  tf.tensor1d(
    Int32Array.from({ length: n }, (_, i) => (i * 7 + 3) % classes),
    "int32",
  );

/** Every comparison that a page of techniques/sub-problems cites. The inputs are made once, seeded. */
export function comparisons(): readonly Comparison[] {
  return [
    matrixMultiply(),
    pickOneEntry(),
    outerCombination(),
    groupsInOrder(),
    groupsByLabel(),
    slidingWindow(),
    maskOut(),
    normalise(),
    logProbabilities(),
    rewardToGo(),
    collectRows(),
    cutTheGradient(),
    solveSystems(),
    elementwiseChoice(),
    largestOfRows(),
  ];
}

function matrixMultiply(): Comparison {
  const x = normal(32, 64, 128); // [batch, position, in]
  const w = normal(96, 128); // [out, in]
  return {
    type: "matrix-multiply",
    given: "x [32, 64, 128], w [96, 128]",
    ways: {
      einsum: () => einsum("b s i, o i -> b s o", x, w), // [batch, position, out]
      matMul: () => tf.matMul(x.reshape([-1, 128]), w, false, true).reshape([32, 64, 96]),
      "broadcast, multiply, sum": () => unsqueeze(x, 2).mul(w).sum(-1), // [batch, position, out]
    },
  };
}

function pickOneEntry(): Comparison {
  const x = normal(512, 2000); // [batch, class]
  const labels = labelsBelow(2000, 512); // [batch]
  const rows = Array.from(labels.dataSync()).entries();
  const places = [...rows];
  return {
    type: "pick-one-entry-per-row",
    given: "x [512, 2000], labels [512]",
    ways: {
      gather: () => gather(x, 1, unsqueeze(labels, 1)).reshape([512]), // [batch]
      "index with arange": () => index(x, arange(512), labels), // [batch]
      "one-hot, multiply, sum": () => x.mul(tf.oneHot(labels, 2000)).sum(1), // [batch]
      "a loop over the rows": () => stack(places.map(([row, label]) => index(x, row, label))), // [batch]
    },
  };
}

function outerCombination(): Comparison {
  const rays = normal(300, 3); // [ray, xyz]
  const points = normal(200, 3); // [point, xyz]
  return {
    type: "outer-combination",
    given: "rays [300, 3], points [200, 3]; the differences",
    ways: {
      "repeat both": () =>
        repeat(rays, "r x -> r p x", { p: 200 }).sub(repeat(points, "p x -> r p x", { r: 300 })),
      broadcasting: () => unsqueeze(rays, 1).sub(points), // [ray, point, xyz]
      "a loop over the rays": () => stack(tf.unstack(rays).map((ray) => ray.sub(points))),
    },
  };
}

function groupsInOrder(): Comparison {
  const x = normal(4096, 32); // [(group member), d]
  return {
    type: "group-and-reduce",
    given: "x [(512 8), 32], groups of 8 rows",
    ways: {
      reduce: () => reduce(x, "(g n) d -> g d", "mean", { n: 8 }), // [group, d]
      "reshape, mean": () => x.reshape([512, 8, 32]).mean(1), // [group, d]
      "a loop over the groups": () =>
        stack(Array.from({ length: 512 }, (_, g) => x.slice([g * 8], [8]).mean(0))),
    },
  };
}

function groupsByLabel(): Comparison {
  const x = normal(4096, 32); // [row, d]
  const labels = labelsBelow(10, 4096); // [row]
  const classes = Array.from({ length: 10 }, (_, label) => label);
  return {
    type: "group-and-reduce",
    given: "x [4096, 32], labels [4096], 10 classes; the sums",
    ways: {
      "one-hot and einsum": () => einsum("n c, n d -> c d", tf.oneHot(labels, 10).toFloat(), x),
      "tf.unsortedSegmentSum": () => tf.unsortedSegmentSum(x, labels, 10), // [class, d]
      "a mask for each class": () =>
        stack(classes.map((label) => where(unsqueeze(labels.equal(label), 1), x, 0).sum(0))),
    },
  };
}

function slidingWindow(): Comparison {
  const x = normal(16, 8, 2000); // [batch, channel, width]
  const width = 2000 - 4;
  const offsets = Array.from({ length: 5 }, (_, k) => k);
  return {
    type: "sliding-window",
    given: "x [16, 8, 2000], windows of 5",
    ways: {
      "a table of places": () =>
        index(x, ":", ":", unsqueeze(arange(width), 1).add(arange(5)) as tf.Tensor2D),
      "shifted slices, stacked": () =>
        stack(
          offsets.map((k) => x.slice([0, 0, k], [16, 8, width])),
          -1,
        ),
      "a loop over the windows": () =>
        stack(
          Array.from({ length: width }, (_, i) => x.slice([0, 0, i], [16, 8, 5])),
          2,
        ),
    },
  };
}

function maskOut(): Comparison {
  const scores = normal(8, 4, 128, 128); // [batch, head, query, key]
  const seen = unsqueeze(arange(128), 1).greaterEqual(arange(128)); // [query, key]
  const numbers = seen.toFloat(); // [query, key]
  return {
    type: "mask-out",
    given: "scores [8, 4, 128, 128], mask [128, 128]; softmax over what is left",
    ways: {
      where: () => softmax(where(seen, scores, -Infinity), -1),
      "add -1e9 times the rest": () => softmax(scores.add(numbers.sub(1).mul(1e9)), -1),
      "multiply afterwards, divide again": () => {
        const kept = softmax(scores, -1).mul(numbers); // [batch, head, query, key]
        return kept.div(kept.sum(-1, true));
      },
    },
  };
}

function normalise(): Comparison {
  const x = normal(4096, 64); // [row, d]
  return {
    type: "normalise-along-an-axis",
    given: "x [4096, 64]; rows of length 1",
    ways: {
      "linalg.norm": () => x.div(linalg.norm(x, -1, { keepDims: true })), // [row, d]
      "einsum of squares": () => x.div(unsqueeze(einsum("n d, n d -> n", x, x).sqrt(), 1)), // [row, d]
      "square, sum, sqrt": () => x.div(x.square().sum(-1, true).sqrt()), // [row, d]
    },
  };
}

function logProbabilities(): Comparison {
  const logits = normal(512, 2000); // [row, class]
  return {
    type: "normalise-along-an-axis",
    given: "logits [512, 2000]; log-probabilities",
    ways: {
      logSoftmax: () => logSoftmax(logits), // [row, class]
      "max, sub, logSumExp by hand": () => {
        const shifted = logits.sub(reduce(logits, "b k -> b 1", "max")); // [row, class]
        return shifted.sub(shifted.exp().sum(-1, true).log());
      },
      "softmax, then log": () => softmax(logits).log(), // [row, class]
    },
  };
}

function rewardToGo(): Comparison {
  const rewards = normal(256, 200); // [episode, step]
  const ones = triu(tf.ones([200, 200])); // [step, later]
  return {
    type: "accumulate-over-steps",
    given: "rewards [256, 200]; for each step the sum from there on",
    ways: {
      "cumsum, reverse": () => rewards.cumsum(1, false, true), // [episode, step]
      "a triangle of ones, einsum": () => einsum("e later, t later -> e t", rewards, ones),
      "a loop over the steps": () => {
        const columns = tf.unstack(rewards, 1); // step times [episode]
        const sums: tf.Tensor[] = [];
        for (const column of columns.toReversed()) sums.unshift(sums[0]?.add(column) ?? column);
        return stack(sums, 1); // [episode, step]
      },
    },
  };
}

function collectRows(): Comparison {
  const rows = tf.unstack(normal(300, 64)); // step times [d]
  return {
    type: "accumulate-over-steps",
    given: "300 rows [64], one after another; all of them as one tensor",
    ways: {
      "push, stack at the end": () => stack([...rows]), // [step, d]
      "concatenate in each step": () =>
        rows
          .slice(1)
          .reduce((all, row) => concatenate([all, unsqueeze(row, 0)]), unsqueeze(rows[0] as tf.Tensor, 0)),
    },
  };
}

function cutTheGradient(): Comparison {
  const x = normal(64, 128); // [batch, d]
  const weights = Array.from({ length: 6 }, () => normal(128, 128).mul(0.05)); // [d, d] each
  const head = normal(128, 10); // [d, class]
  const body = (): tf.Tensor =>
    weights.reduce((h, w) => tf.matMul(h as tf.Tensor2D, w as tf.Tensor2D).relu(), x);
  const lossOf = (features: tf.Tensor, w: tf.Tensor): tf.Scalar =>
    logSoftmax(tf.matMul(features as tf.Tensor2D, w as tf.Tensor2D)).mean();
  const all = [head, ...weights];
  const gradOfHead = (features: () => tf.Tensor) => tf.grad((w) => lossOf(features(), w))(head);
  return {
    type: "cut-the-gradient",
    given: "6 layers [128, 128] before a head [128, 10], batch 64; the head's gradient",
    ways: {
      "gradients of all, keep one": () =>
        tf.grads((...each) => {
          const [w, ...layers] = each as [tf.Tensor, ...tf.Tensor[]];
          const h = layers.reduce(
            (before, layer) => tf.matMul(before as tf.Tensor2D, layer as tf.Tensor2D).relu(),
            x,
          );
          return lossOf(h, w);
        })(all)[0] as tf.Tensor,
      "only the head's (freezing)": () => gradOfHead(body),
      detach: () => gradOfHead(() => detach(body())),
      "noGrad around the body": () =>
        gradOfHead(() => {
          using _ = noGrad();
          return body();
        }),
    },
  };
}

function solveSystems(): Comparison {
  const a = normal(5000, 3, 3).add(tf.eye(3).mul(4)); // [system, 3, 3]
  const b = normal(5000, 3); // [system, 3]
  return {
    type: "solve-linear-systems",
    given: "5000 systems [3, 3]",
    ways: {
      "linalg.solve": () => linalg.solve(a, b), // [system, 3]
      "linalg.inv, einsum": () => einsum("n i j, n j -> n i", linalg.inv(a), b), // [system, 3]
      "determinants (Cramer)": () => {
        const below = linalg.det(a); // [system]
        const columns = tf.unstack(a, -1); // 3 times [system, 3]
        const above = columns.map((_, i) =>
          linalg.det(
            stack(
              columns.map((c, j) => (i === j ? b : c)),
              -1,
            ),
          ),
        );
        return stack(above, -1).div(unsqueeze(below, 1)); // [system, 3]
      },
    },
  };
}

function elementwiseChoice(): Comparison {
  const x = normal(512, 1024); // [batch, neuron]
  return {
    type: "elementwise-choice",
    given: "x [512, 1024]; negative entries become 0",
    ways: {
      maximum: () => tf.maximum(x, 0),
      where: () => where(x.greater(0), x, 0),
      "multiply by the mask": () => x.mul(x.greater(0).toFloat()),
      clipByValue: () => x.clipByValue(0, Infinity),
    },
  };
}

function largestOfRows(): Comparison {
  const x = normal(64, 16, 24, 24); // [batch, channel, height, width]
  return {
    type: "reduce-over-axes",
    given: "x [64, 16, 24, 24]; the largest of each channel",
    ways: {
      'reduce, "max"': () => reduce(x, "b c h w -> b c", "max"), // [batch, channel]
      "max over two axes": () => x.max([2, 3]), // [batch, channel]
      "max twice": () => x.max(3).max(2), // [batch, channel]
      "flatten, sort, last": () =>
        rearrange(tf.topk(rearrange(x, "b c h w -> b c (h w)"), 1).values, "b c 1 -> b c"),
    },
  };
}
