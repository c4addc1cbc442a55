import type { HookHandle } from "../nn/module/hooks.ts";
import type { Module } from "../nn/module/module.ts";
import type { Parameter } from "../nn/module/parameter.ts";
import { tf } from "../tensorflow.ts";
import { type Histogram, histogramOf } from "./histogram.ts";
import type { WatchTarget } from "./record.ts";

export interface WatchSettings {
  readonly log?: WatchTarget;
  /** Looks at every so manieth backward pass. */
  readonly logFrequency?: number;
}

/**
 * Keeps gradients and parameters of a model at every so manieth `backward`, for the next `log` to write down.
 */
export class Watcher {
  readonly #kept = new Map<string, tf.Tensor>();
  readonly #handles: readonly HookHandle[];

  constructor(model: Module<unknown>, { log = "gradients", logFrequency = 1000 }: WatchSettings) {
    this.#handles = model.namedParameters().map(([name, parameter]) => {
      let passes = 0;
      return parameter.registerGradHook(() => {
        if (passes++ % logFrequency === 0) this.#keep(name, parameter, log);
      });
    });
  }

  /**
   * Histograms of what was kept since the last call, by "gradients/" or "parameters/" and the parameter's
   * name.
   */
  async take(): Promise<Record<string, Histogram>> {
    const kept = [...this.#kept];
    this.#kept.clear();
    const histograms = await Promise.all(
      kept.map(async ([name, tensor]) => [name, histogramOf(await tensor.data())] as const),
    );
    tf.dispose(kept.map(([, tensor]) => tensor));
    return Object.fromEntries(histograms);
  }

  stop(): void {
    for (const handle of this.#handles) handle.remove();
    tf.dispose([...this.#kept.values()]);
    this.#kept.clear();
  }

  #keep(name: string, parameter: Parameter, log: WatchTarget): void {
    if (log !== "parameters" && parameter.grad !== null) this.#put(`gradients/${name}`, parameter.grad);
    if (log !== "gradients") this.#put(`parameters/${name}`, parameter);
  }

  #put(name: string, tensor: tf.Tensor): void {
    this.#kept.get(name)?.dispose();
    this.#kept.set(name, tf.keep(tensor.clone()));
  }
}
