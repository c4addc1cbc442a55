/** Data sets, and going through them in batches. */
export { DataLoader, type DataLoaderSettings } from "./data-loader.ts";
export * as data from "./generated.ts";
export { type Dataset, TensorDataset } from "./tensor-dataset.ts";
