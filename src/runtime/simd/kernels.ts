/** The exports of assembly/index.ts. */
export const KERNELS = [
  "convolve",
  "convolveFilterGradient",
  "convolvePlanes",
  "convolvePlanesFilterGradient",
  "layerNorm",
  "layerNormGradient",
  "maxPoolGradient",
  "multiply",
  "reluGradient",
  "select",
  "sum",
  "tanh",
  "transpose",
] as const;

export type KernelName = (typeof KERNELS)[number];
