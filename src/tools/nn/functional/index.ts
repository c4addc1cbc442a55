/** Losses and other functions without parameters, as `nn.functional`. */
export { binaryCrossEntropyWithLogits, crossEntropy, mseLoss, type Reduction } from "./losses.ts";
export { cosineSimilarity } from "./similarity.ts";
