export { convolve, convolveFilterGradient } from "./convolution";
export { maxPoolGradient } from "./pooling";
export { multiply } from "./product";
export { transpose } from "./transpose";
