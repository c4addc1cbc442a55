/**
 * Code for an answer that has `tf` and does something to the device of webgpu: `onDevice((device) => device.destroy());`.
 * The runtime itself is closed to answers, but the browser's classes are there. On other backends it does nothing.
 */
export const ON_DEVICE = `const onDevice = (act: (device: any) => void) => {
  const prototype = (globalThis as any).GPUDevice?.prototype;
  const own = prototype?.createCommandEncoder;
  if (own === undefined) return;
  prototype.createCommandEncoder = function (...given: unknown[]) {
    prototype.createCommandEncoder = own;
    act(this);
    return own.apply(this, given);
  };
  tf.square(tf.ones([5000])); // large enough to be sent there
};`;
