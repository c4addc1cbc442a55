import { decoys } from "arena/grader";
import { arange, diagonal, einsum, index, logSoftmax, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/indexing-arange/solution.ts";

const { atSubject, attentionBack, optionLogits, followParents, clipLoss } = Solution;

const logitsOf = (images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) =>
  einsum("i d, c d -> i c", images, captions).mul(scale); // [image, caption]

/** Rows in one order, and in the other. */
const swapped = (x: tf.Tensor4D) => x.transpose([1, 0, 2, 3]) as tf.Tensor4D;

export default decoys<typeof Solution>([
  {
    name: "colon-for-rows",
    teaches:
      "A colon keeps all prompts for each place: you read every prompt at every place, [prompt, prompt, model]. A list of the prompts runs in step.",
    caughtBy: ["subject/two-prompts-by-hand", "subject/four-prompts", "subject/one-prompt"],
    subProblem: "subject",
    implementation: {
      atSubject: (resid: tf.Tensor3D, places: tf.Tensor1D) => index(resid, ":", places),
    },
  },
  {
    name: "one-place-for-all",
    teaches: "You read all prompts at the place of the first. Each has its own.",
    caughtBy: ["subject/two-prompts-by-hand", "subject/four-prompts"],
    subProblem: "subject",
    implementation: {
      atSubject: (resid: tf.Tensor3D, places: tf.Tensor1D) =>
        atSubject(resid, places.slice(0, 1).tile([resid.shape[0]]) as tf.Tensor1D),
    },
  },
  {
    name: "place-before",
    teaches: "You took one from the places. They count from 0 already; only a length does not.",
    caughtBy: ["subject/two-prompts-by-hand", "subject/one-prompt"],
    subProblem: "subject",
    implementation: {
      atSubject: (resid: tf.Tensor3D, places: tf.Tensor1D) =>
        atSubject(resid, places.sub(tf.scalar(1, "int32"))),
    },
  },
  {
    name: "looking-ahead",
    teaches: "You read keys that come after the query. The query is the larger number of each pair.",
    caughtBy: ["back/one-back-by-hand", "back/three-back-and-none"],
    subProblem: "back",
    implementation: {
      attentionBack: (pattern: tf.Tensor3D, distance: number) =>
        attentionBack(pattern.transpose([0, 2, 1]), distance),
    },
  },
  {
    name: "every-pair",
    teaches:
      "You read every one of those queries at every one of those keys. The two lists of places must run in step.",
    caughtBy: ["back/one-back-by-hand", "back/three-back-and-none"],
    subProblem: "back",
    implementation: {
      attentionBack: (pattern: tf.Tensor3D, distance: number) =>
        index(pattern, ":", `${distance}:`, `:${pattern.shape[1] - distance}`).mean([1, 2]),
    },
  },
  {
    name: "queries-without-a-key",
    teaches:
      "You divided by the number of all queries. The first ones have no key that far back: take the mean of the others.",
    caughtBy: ["back/one-back-by-hand", "back/three-back-and-none"],
    subProblem: "back",
    implementation: {
      attentionBack: (pattern: tf.Tensor3D, distance: number) =>
        attentionBack(pattern, distance).mul((pattern.shape[1] - distance) / pattern.shape[1]),
    },
  },
  {
    name: "one-further-back",
    teaches: "You looked one key too far back. At distance 0 a query attends to itself.",
    caughtBy: ["back/one-back-by-hand", "back/three-back-and-none"],
    subProblem: "back",
    implementation: {
      attentionBack: (pattern: tf.Tensor3D, distance: number) => attentionBack(pattern, distance + 1),
    },
  },
  {
    name: "padding-read",
    teaches: "You read the last position of all prompts, which is padding in the shorter ones.",
    caughtBy: ["options/three-prompts-of-different-lengths", "options/as-many-options-as-prompts"],
    subProblem: "options",
    implementation: {
      optionLogits: (logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D) =>
        optionLogits(logits, tf.fill(lengths.shape, logits.shape[1], "int32") as tf.Tensor1D, options),
    },
  },
  {
    name: "one-too-far",
    teaches: "You read position `length`, one too far. The last of 4 tokens stands at position 3.",
    caughtBy: ["options/three-prompts-of-different-lengths", "options/as-many-options-as-prompts"],
    subProblem: "options",
    implementation: {
      optionLogits: (logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D) =>
        index(logits, arange(logits.shape[0]).expandDims(1), lengths.expandDims(1), options),
    },
  },
  {
    name: "prompts-in-step-with-options",
    teaches:
      "Your lists of prompts and positions are rows, so they ran along the options. Make columns of them: as rows they only fit where there are as many options as prompts, and then they pair what does not belong together.",
    caughtBy: ["options/as-many-options-as-prompts"],
    subProblem: "options",
    implementation: {
      optionLogits: (logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D) =>
        index(logits, arange(logits.shape[0]), lengths.sub(tf.scalar(1, "int32")), options),
    },
  },
  {
    name: "options-of-the-first",
    teaches: "You read the options of the first prompt in all prompts. Each has its own.",
    caughtBy: ["options/three-prompts-of-different-lengths", "options/as-many-options-as-prompts"],
    subProblem: "options",
    implementation: {
      optionLogits: (logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D) =>
        optionLogits(logits, lengths, options.slice([0, 0], [1, -1])),
    },
  },
  {
    name: "whole-vocabulary",
    teaches: "You gave all tokens of the last position. Only the options are asked.",
    caughtBy: ["options/three-prompts-of-different-lengths", "options/as-many-options-as-prompts"],
    subProblem: "options",
    implementation: {
      optionLogits: (logits: tf.Tensor3D, lengths: tf.Tensor1D) =>
        index(logits, arange(logits.shape[0]), lengths.sub(tf.scalar(1, "int32"))),
    },
  },
  {
    name: "parents-in-every-text",
    teaches:
      "A colon keeps all texts for each parent: the parents of one text were looked up in all of them. Let a column of texts go with the parents.",
    caughtBy: ["beams/two-texts-by-hand", "beams/as-many-texts-as-beams"],
    subProblem: "beams",
    implementation: {
      followParents: (cache: tf.Tensor4D, parents: tf.Tensor2D) => index(cache, ":", parents),
    },
  },
  {
    name: "beams-of-the-first-text",
    teaches:
      "You made one axis of texts and beams, in which the numbers of the parents all point into the first text.",
    caughtBy: ["beams/two-texts-by-hand", "beams/as-many-texts-as-beams"],
    subProblem: "beams",
    implementation: {
      followParents: (cache: tf.Tensor4D, parents: tf.Tensor2D) => index(index(cache, 0), parents),
    },
  },
  {
    name: "texts-in-step-with-beams",
    teaches:
      "Your list of texts is a row, so it ran along the beams. Make a column of it: as a row it only fits where there are as many texts as beams, and then it pairs what does not belong together.",
    caughtBy: ["beams/as-many-texts-as-beams"],
    subProblem: "beams",
    implementation: {
      followParents: (cache: tf.Tensor4D, parents: tf.Tensor2D) =>
        index(cache, arange(cache.shape[0]), parents),
    },
  },
  {
    name: "parents-as-texts",
    teaches: "You looked the parents up along the texts. They are numbers of beams, the second axis.",
    caughtBy: ["beams/as-many-texts-as-beams"],
    subProblem: "beams",
    implementation: {
      followParents: (cache: tf.Tensor4D, parents: tf.Tensor2D) =>
        cache.shape[0] === cache.shape[1]
          ? swapped(followParents(swapped(cache), parents.transpose()))
          : followParents(cache, parents),
    },
  },
  {
    name: "every-partner",
    teaches:
      "You took the mean over the whole table. Only an image with its own caption is right: row i with column i.",
    caughtBy: ["clip/two-pairs-by-hand", "clip/five-pairs"],
    subProblem: "clip",
    implementation: {
      clipLoss: (images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) => {
        const logits = logitsOf(images, captions, scale); // [image, caption]
        return logSoftmax(logits, 0).add(logSoftmax(logits, 1)).mean().div(-2);
      },
    },
  },
  {
    name: "images-only",
    teaches: "Only the images choose with you. Let the captions choose too, along the other axis.",
    caughtBy: ["clip/two-pairs-by-hand", "clip/five-pairs"],
    subProblem: "clip",
    implementation: {
      clipLoss: (images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) =>
        diagonal(logSoftmax(logitsOf(images, captions, scale)))
          .mean()
          .neg(),
    },
  },
  {
    name: "sum-of-both",
    teaches: "You added the two cross entropies. The loss is half of each.",
    caughtBy: ["clip/two-pairs-by-hand", "clip/five-pairs"],
    subProblem: "clip",
    implementation: {
      clipLoss: (images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) =>
        clipLoss(images, captions, scale).mul(2),
    },
  },
  {
    name: "softmax-then-log",
    teaches:
      "You took the softmax and then its logarithm. At a large scale a probability becomes 0 and its logarithm -Infinity: take the log softmax at once.",
    caughtBy: ["clip/a-large-scale"],
    subProblem: "clip",
    implementation: {
      clipLoss: (images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) => {
        const logits = logitsOf(images, captions, scale); // [image, caption]
        const chosen = (x: tf.Tensor) => diagonal(x.softmax()).log().mean(); // []
        return chosen(logits).add(chosen(logits.transpose())).div(-2);
      },
    },
  },
]);
