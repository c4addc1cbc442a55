import * as tfjs from "#tfjs";

/** The mended TensorFlow.js, the same on every backend. */
export const tf = tfjs;
