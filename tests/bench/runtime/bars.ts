import { WORKLOADS } from "./workloads/index.ts";

/** A workload may take at most `most` times as long as another side or another workload of the same side. */
export interface Bar {
  readonly workload: string;
  readonly most: number;
  readonly against: "PyTorch" | { readonly workload: string };
}

/** Einsum plans for itself what somebody who knows matMul writes; on every backend. */
const EINSUM: Bar = {
  workload: "einsum bqhd,bkhd->bhqk",
  most: 1.3,
  against: { workload: "the same by matMul" },
};

/** What wasm has to reach with threads, on two cores. */
const WASM: readonly Bar[] = [
  { workload: "conv 64x1x28x28 to 32", most: 4, against: "PyTorch" },
  { workload: "conv 64x32x14x14 to 64", most: 4, against: "PyTorch" },
  { workload: "small CNN step", most: 2.5, against: "PyTorch" },
  { workload: "transformer step", most: 4, against: "PyTorch" },
  { workload: "solve 1000000 of 3x3", most: 1, against: "PyTorch" },
  EINSUM,
];

/** What native TensorFlow has to reach in each workload, as it is compiled code like PyTorch. */
const MOST_ON_TENSORFLOW = 1.5;

const TENSORFLOW: readonly Bar[] = [
  ...WORKLOADS.map(({ name }): Bar => ({ workload: name, most: MOST_ON_TENSORFLOW, against: "PyTorch" })),
  EINSUM,
];

/** The bars of one side of the benchmark. Those of wasm also show where another backend stands. */
export const barsOf = (side: string): readonly Bar[] => (side === "tensorflow" ? TENSORFLOW : WASM);
