/** Initialisers, as `nn.init`: each fills a parameter in place and returns it. */
export { calculateGain, type Nonlinearity } from "./fans.ts";
export * from "./fill.ts";
export { orthogonal } from "./orthogonal.ts";
