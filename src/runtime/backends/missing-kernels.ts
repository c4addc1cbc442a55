import * as tfjs from "#tfjs";
import { reportBackendFailure } from "./failures.ts";

let watching = false;

/**
 * Reports each operation that the active accelerator has no kernel for. The engine then throws an Error that reads as
 * if the caller were wrong. The last resorts are left out: where wasm has no kernel, there is nothing to fall back to.
 */
export function watchForMissingKernels(): void {
  if (watching) return;
  watching = true;
  const engine = tfjs.engine();
  const runKernel = engine.runKernel.bind(engine);
  engine.runKernel = ((name: string, ...rest: [never, never]) => {
    const { backendName } = engine;
    if (isAccelerator(backendName) && tfjs.getKernel(name, backendName) === undefined)
      reportBackendFailure({ kind: "lacking", why: `it has no ${name}` });
    return runKernel(name, ...rest);
  }) as typeof engine.runKernel;
}

const isAccelerator = (name: string | null): name is string => name === "webgpu" || name === "tensorflow";
