/** A workload may take at most `most` times as long as another side or another workload of the same side. */
export interface Bar {
  readonly workload: string;
  readonly most: number;
  readonly against: "PyTorch" | { readonly workload: string };
}

/** What the runtime has to reach on wasm with threads, on two cores. */
export const BARS: readonly Bar[] = [
  { workload: "conv 64x1x28x28 to 32", most: 4, against: "PyTorch" },
  { workload: "conv 64x32x14x14 to 64", most: 4, against: "PyTorch" },
  { workload: "small CNN step", most: 2.5, against: "PyTorch" },
  { workload: "transformer step", most: 4, against: "PyTorch" },
  { workload: "solve 1000000 of 3x3", most: 1, against: "PyTorch" },
  { workload: "einsum bqhd,bkhd->bhqk", most: 1.3, against: { workload: "the same by matMul" } },
];
