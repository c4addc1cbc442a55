/** The exports of assembly/index.ts. */
export type KernelName = "multiply" | "convolve" | "convolveFilterGradient";
