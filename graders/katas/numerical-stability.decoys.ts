import { decoys } from "arena/grader";
import { logSoftmax, softmax, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/numerical-stability/solution.ts";

const { ensembleLogProbs, probeLoss, klFromLogits } = Solution;

const centred = (x: tf.Tensor2D): tf.Tensor => x.sub(x.mean(0)); // [batch, neuron]
const variance = (x: tf.Tensor2D): tf.Tensor => centred(x).square().mean(0); // [neuron]

export default decoys<typeof Solution>([
  {
    name: "product-underflows",
    teaches:
      "You multiplied the probabilities: a long text's product is 0 in float32. Average the logarithms instead.",
    caughtBy: ["perplexity/two-long-texts"],
    subProblem: "perplexity",
    implementation: {
      perplexity: (logProbs: tf.Tensor2D) =>
        logProbs
          .exp()
          .prod(-1)
          .pow(-1 / logProbs.shape[1]),
    },
  },
  {
    name: "summed-not-averaged",
    teaches: "You summed the logarithms: a text is then the worse, the longer it is. Average them.",
    caughtBy: ["perplexity/a-text-of-two-tokens", "perplexity/two-long-texts"],
    subProblem: "perplexity",
    implementation: { perplexity: (logProbs: tf.Tensor2D) => logProbs.sum(-1).neg().exp() },
  },
  {
    name: "probability-not-perplexity",
    teaches:
      "You gave the geometric mean of the probabilities. 1 over it is asked: turn the sign before `exp`.",
    caughtBy: ["perplexity/a-text-of-two-tokens", "perplexity/two-long-texts"],
    subProblem: "perplexity",
    implementation: { perplexity: (logProbs: tf.Tensor2D) => logProbs.mean(-1).exp() },
  },
  {
    name: "mean-of-square-minus-square-of-mean",
    teaches:
      "You subtracted the square of the mean from the mean of the squares: where both are large, all digits cancel. Centre first, then square.",
    caughtBy: ["standardise/a-large-mean"],
    subProblem: "standardise",
    implementation: {
      standardise: (x: tf.Tensor2D, eps: number) => {
        const spread = x.square().mean(0).sub(x.mean(0).square()); // [neuron]
        return centred(x).div(spread.add(eps).sqrt());
      },
    },
  },
  {
    name: "nothing-under-the-root",
    teaches: "You left `eps` out: a neuron that is silent has variance 0, and 0 / 0 is NaN.",
    caughtBy: ["standardise/two-neurons-by-hand", "standardise/the-gradient-of-a-silent-neuron"],
    subProblem: "standardise",
    implementation: { standardise: (x: tf.Tensor2D) => centred(x).div(variance(x).sqrt()) },
  },
  {
    name: "eps-beside-the-root",
    teaches:
      "You added `eps` to the root. It belongs under the root, where it keeps the slope finite at a variance of 0, too.",
    caughtBy: ["standardise/two-neurons-by-hand", "standardise/the-gradient-of-a-silent-neuron"],
    subProblem: "standardise",
    implementation: {
      standardise: (x: tf.Tensor2D, eps: number) => centred(x).div(variance(x).sqrt().add(eps)),
    },
  },
  {
    name: "unbiased-variance",
    teaches:
      "You divided by the size of the batch minus 1. The variance of the batch itself divides by its size.",
    caughtBy: ["standardise/two-neurons-by-hand", "standardise/a-large-mean"],
    subProblem: "standardise",
    implementation: {
      standardise: (x: tf.Tensor2D, eps: number) => {
        const [batch] = x.shape;
        return centred(x).div(
          variance(x)
            .mul(batch / (batch - 1))
            .add(eps)
            .sqrt(),
        );
      },
    },
  },
  {
    name: "exp-then-log",
    teaches:
      "You took `exp` of the log-probabilities as they are: below -104 that is 0. Subtract the largest first, and add it at the end.",
    caughtBy: ["ensemble/probabilities-that-underflow"],
    subProblem: "ensemble",
    implementation: { ensembleLogProbs: (logProbs: tf.Tensor3D) => logProbs.exp().mean(0).log() },
  },
  {
    name: "logs-averaged",
    teaches:
      "You averaged the logarithms: one model that rules a token out overrules all others. The probabilities are averaged.",
    caughtBy: ["ensemble/two-models-by-hand", "ensemble/a-token-that-is-ruled-out"],
    subProblem: "ensemble",
    implementation: { ensembleLogProbs: (logProbs: tf.Tensor3D) => logProbs.mean(0) },
  },
  {
    name: "sum-for-mean",
    teaches: "You summed the probabilities of the models. Their mean is asked, which is log(models) less.",
    caughtBy: ["ensemble/two-models-by-hand", "ensemble/probabilities-that-underflow"],
    subProblem: "ensemble",
    implementation: {
      ensembleLogProbs: (logProbs: tf.Tensor3D) =>
        ensembleLogProbs(logProbs).add(Math.log(logProbs.shape[0])),
    },
  },
  {
    name: "infinity-minus-infinity",
    teaches:
      "Where all models say -Infinity, the largest is that, too, and -Infinity minus itself is NaN. Subtract 0 there.",
    caughtBy: ["ensemble/a-token-that-is-ruled-out"],
    subProblem: "ensemble",
    implementation: {
      ensembleLogProbs: (logProbs: tf.Tensor3D) => {
        const largest = logProbs.max(0); // [batch, token]
        return logProbs.sub(largest).exp().mean(0).log().add(largest);
      },
    },
  },
  {
    name: "largest-of-all",
    teaches:
      "You subtracted the largest of the whole tensor. A token far below it underflows again: take the largest over the models only.",
    caughtBy: ["ensemble/probabilities-that-underflow"],
    subProblem: "ensemble",
    implementation: {
      ensembleLogProbs: (logProbs: tf.Tensor3D) => {
        const largest = logProbs.max(); // []
        return logProbs.sub(largest).exp().mean(0).log().add(largest);
      },
    },
  },
  {
    name: "sigmoid-then-log",
    teaches:
      "You took the logarithm of a sigmoid that had rounded to 0 or 1. Write the loss without a fraction: `log(1 + exp(x)) - label · x`.",
    caughtBy: ["probe/sure-and-wrong"],
    subProblem: "probe",
    implementation: {
      probeLoss: (logits: tf.Tensor1D, labels: tf.Tensor1D) => {
        const p = logits.sigmoid(); // [batch]
        const yes = labels.mul(p.log()); // [batch]
        return yes
          .add(tf.sub(1, labels).mul(tf.sub(1, p).log()))
          .mean()
          .neg();
      },
    },
  },
  {
    name: "clipped-probabilities",
    teaches:
      "You kept the probabilities a little away from 0 and 1: no loss is above 16 then, and what is sure and wrong has no gradient. Work with the logits.",
    caughtBy: ["probe/sure-and-wrong", "probe/the-gradient-where-it-is-sure-and-wrong"],
    subProblem: "probe",
    implementation: {
      probeLoss: (logits: tf.Tensor1D, labels: tf.Tensor1D) => {
        const p = logits.sigmoid().clipByValue(1e-7, 1 - 1e-7); // [batch]
        const yes = labels.mul(p.log()); // [batch]
        return yes
          .add(tf.sub(1, labels).mul(tf.sub(1, p).log()))
          .mean()
          .neg();
      },
    },
  },
  {
    name: "exp-overflows",
    teaches:
      "`exp` of a logit above 88 is infinite. Put only numbers of at most 0 into `exp`, or use softplus.",
    caughtBy: ["probe/sure-and-wrong"],
    subProblem: "probe",
    implementation: {
      probeLoss: (logits: tf.Tensor1D, labels: tf.Tensor1D) =>
        logits.exp().add(1).log().sub(logits.mul(labels)).mean(),
    },
  },
  {
    name: "labels-turned",
    teaches: "You took the labels the other way round: 1 is yes, for which the loss is `-log σ(logit)`.",
    caughtBy: ["probe/three-examples-by-hand"],
    subProblem: "probe",
    implementation: {
      probeLoss: (logits: tf.Tensor1D, labels: tf.Tensor1D) =>
        probeLoss(logits, tf.sub(1, labels) as tf.Tensor1D),
    },
  },
  {
    name: "lost-logarithms",
    teaches:
      "You took the logarithm of a softmax. Where that rounds to 0 its logarithm is lost: take the log-softmax.",
    caughtBy: ["kl/large-logits"],
    subProblem: "kl",
    implementation: {
      klFromLogits: (clean: tf.Tensor2D, patched: tf.Tensor2D) => {
        const [p, q] = [softmax(clean), softmax(patched)]; // [batch, token] each
        const surprise = p.log().sub(q.log()); // [batch, token]
        return tf.where(p.greater(0), p.mul(surprise), 0).sum(-1);
      },
    },
  },
  {
    name: "zero-times-infinity",
    teaches: "A token that both rule out gives you `0 · (-Infinity + Infinity)`, NaN. Choose 0 where p is 0.",
    caughtBy: ["kl/tokens-that-are-ruled-out"],
    subProblem: "kl",
    implementation: {
      klFromLogits: (clean: tf.Tensor2D, patched: tf.Tensor2D) => {
        const logP = logSoftmax(clean); // [batch, token]
        return logP
          .exp()
          .mul(logP.sub(logSoftmax(patched)))
          .sum(-1);
      },
    },
  },
  {
    name: "other-way-round",
    teaches: "You weighed by the patched run's probabilities. KL is not symmetric: p is the clean run's.",
    caughtBy: ["kl/two-distributions-by-hand", "kl/large-logits"],
    subProblem: "kl",
    implementation: {
      klFromLogits: (clean: tf.Tensor2D, patched: tf.Tensor2D) => klFromLogits(patched, clean),
    },
  },
  {
    name: "raw-logits-compared",
    teaches: "You subtracted logits that are not normalised. Take the log-softmax of both first.",
    caughtBy: ["kl/two-distributions-by-hand", "kl/large-logits"],
    subProblem: "kl",
    implementation: {
      klFromLogits: (clean: tf.Tensor2D, patched: tf.Tensor2D) => {
        const p = softmax(clean); // [batch, token]
        return tf.where(p.greater(0), p.mul(clean.sub(patched)), 0).sum(-1);
      },
    },
  },
]);
