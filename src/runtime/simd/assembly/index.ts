export { convolve, convolveFilterGradient } from "./convolution";
export { convolvePlanes, convolvePlanesFilterGradient } from "./convolve-planes";
export { layerNorm, layerNormGradient } from "./layer-norm";
export { maxPoolGradient } from "./pooling";
export { multiply } from "./product";
export { sum } from "./sums";
export { transpose } from "./transpose";
