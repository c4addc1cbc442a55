/** The exports of assembly/index.ts. */
export type KernelName = "convolve" | "convolveFilterGradient" | "maxPoolGradient" | "multiply" | "transpose";
