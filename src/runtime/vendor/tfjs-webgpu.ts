/** TensorFlow.js' WebGPU backend, apart from the rest because it is only loaded when it is asked for. */
export * from "@tensorflow/tfjs-backend-webgpu";
