export { convolve, convolveFilterGradient } from "./convolution";
export { multiply } from "./product";
