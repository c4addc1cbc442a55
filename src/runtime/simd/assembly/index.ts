export { convolve, convolveFilterGradient } from "./convolution";
export { convolvePlanes, convolvePlanesFilterGradient } from "./convolve-planes";
export { layerNorm, layerNormGradient } from "./layer-norm";
export { maxPoolGradient } from "./pooling";
export { multiply } from "./product";
export { select } from "./select";
export { sum } from "./sums";
export { tanh } from "./tanh";
export { transpose } from "./transpose";
