/**
 * The one entry through which TensorFlow.js comes in. In Node the package's own main file registers neither
 * gradients nor chained methods (`x.add(y)`), and the union package costs 300 ms of layers and data code nobody
 * here uses; so this entry lists what we need, and the build turns it into `dist/tfjs.js`, imported as `#tfjs`.
 */
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";

export * as cpuBackend from "@tensorflow/tfjs-backend-cpu";
export * as wasmBackend from "@tensorflow/tfjs-backend-wasm";
export * from "@tensorflow/tfjs-core";
