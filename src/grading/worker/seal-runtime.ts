import { engine } from "../../runtime/engine.ts";
import * as tools from "../../tools/index.ts";
import { lockClass } from "./lock.ts";

/**
 * What of TensorFlow.js reaches into the runtime itself: its engine, its backends and their kernels. The solution computes
 * in the same runtime, so that an answer which listens there would hear what is expected of it.
 */
const INNER = [
  ...["engine", "backend", "findBackend", "findBackendFactory", "registerBackend", "removeBackend"],
  ...["getKernel", "getKernelsForBackend", "registerKernel", "unregisterKernel", "copyRegisteredKernels"],
  ...["getGradient", "registerGradient", "unregisterGradient", "DataStorage", "KernelBackend"],
] as const;

/** What every tensor asks of the engine, which it finds in a global: nothing that tells of other tensors. */
const FOR_TENSORS = [
  ...["makeTensor", "makeVariable", "incRef", "disposeTensor", "disposeVariable"],
  ...["read", "readSync", "readToGPU"],
] as const;

/** Closes the runtime for answers, for good: its inside is hidden, and what is left cannot be replaced. */
export function sealRuntime(): void {
  const tf = tools.tf as unknown as Record<string, unknown>;
  for (const name of INNER) tf[name] = closed(name);
  Object.defineProperty(globalThis, "_tfengine", {
    value: engineForTensors(),
    writable: false,
    configurable: false,
  });
  Reflect.deleteProperty(globalThis, "_tfGlobals"); // the table of kernels, for further copies of the library
  for (const value of Object.values(tf)) freezeWithPrototype(value);
  Object.freeze(tf);
  sealEnvironment(tools.tf.env() as unknown as Environment);
  for (const namespace of [
    tools,
    tools.nn,
    tools.optim,
    tools.linalg,
    tools.meshes,
    tools.plots,
    tools.runlog,
  ])
    for (const value of Object.values(namespace)) if (isClass(value)) lockClass(value);
  lockClass(tools.random(0).constructor as unknown as { prototype: object });
}

/** Its flags stay free. The platform is asked of every value of which a tensor is made, the expected ones too. */
function sealEnvironment(environment: Environment): void {
  lockClass(environment.constructor);
  const { platform } = environment;
  Object.freeze(platform);
  Object.freeze(Object.getPrototypeOf(platform));
  Object.defineProperty(environment, "platform", { writable: false, configurable: false });
}

interface Environment {
  readonly constructor: { prototype: object };
  readonly platform: object;
}

function isClass(value: unknown): value is { prototype: object } {
  return typeof value === "function" && typeof value.prototype === "object";
}

function engineForTensors(): object {
  const whole = engine as unknown as Record<string, (...args: unknown[]) => unknown>;
  const calls = FOR_TENSORS.map((name) => [name, (...args: unknown[]) => whole[name]?.(...args)] as const);
  return Object.freeze(Object.fromEntries(calls));
}

function closed(name: string): () => never {
  return () => {
    throw new Error(
      `tf.${name} reaches into the runtime that grades, so an answer cannot use it. Everything that computes is there: tf.tidy, tf.setBackend, tf.memory and all operations.`,
    );
  };
}

/** A namespace such as tf.linalg, or a class such as tf.Tensor with its methods. */
function freezeWithPrototype(value: unknown): void {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return;
  const { prototype } = value as { prototype?: object };
  if (typeof value === "function" && prototype !== undefined) Object.freeze(prototype);
  if (typeof value === "function" || Object.getPrototypeOf(value) === Object.prototype) Object.freeze(value);
}
