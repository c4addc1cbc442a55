/** The exports of assembly/index.ts. */
export const KERNELS = [
  "convolve",
  "convolveFilterGradient",
  "convolvePlanes",
  "convolvePlanesFilterGradient",
  "maxPoolGradient",
  "multiply",
  "sum",
  "transpose",
] as const;

export type KernelName = (typeof KERNELS)[number];
