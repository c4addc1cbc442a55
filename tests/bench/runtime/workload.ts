/** One thing to time: `prepare` makes its tensors, the function it gives does it once and waits for the result. */
export interface Workload {
  readonly name: string;
  readonly prepare: () => () => Promise<void>;
}
