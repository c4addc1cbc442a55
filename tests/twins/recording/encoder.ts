import { nn, TensorDataset, tf } from "arena/tools";
import type { Recorded, RecordedModule } from "./format.ts";

/** A value that means nothing outside of this language, with the reason that the check prints. */
export class NotPortable extends Error {}

/** Writes values down as they are now: tensors are read at once, before the next call can change them. */
export class Encoder {
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  /** What each module of the room's solution was constructed with. */
  readonly constructed = new WeakMap<nn.Module, readonly Recorded[]>();

  /** The numbers of all tensors so far. */
  tensors(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  /** @throws NotPortable for functions without a twin, symbols and objects of classes that have no twin. */
  encode(value: unknown): Recorded {
    if (value === null || value === undefined) return { plain: null };
    if (typeof value === "function") return this.#callback(value);
    if (typeof value !== "object") return this.#plain(value);
    if (value instanceof tf.Tensor) return this.#tensor(value);
    if (value instanceof nn.Module) return this.module(value);
    if (value instanceof TensorDataset)
      return { dataset: value.tensors.map((tensor: unknown) => this.encode(tensor)) };
    if (Array.isArray(value)) return { list: value.map((item) => this.encode(item)) };
    if (value instanceof Map)
      return { map: [...value].map(([key, item]) => [String(key), this.encode(item)] as const) };
    if (Object.getPrototypeOf(value) === Object.prototype) return { record: this.#fields(value) };
    throw new NotPortable(`an object of class ${value.constructor.name}`);
  }

  /** A module with the state of all that is within it. @throws NotPortable if a hook hangs on any of it. */
  module(module: nn.Module): RecordedModule {
    if (module.modules().some(({ hookCount }) => hookCount > 0))
      throw new NotPortable("a model with hooks written in TypeScript");
    const frozen = module.namedParameters().filter(([, { requiresGrad }]) => !requiresGrad);
    return {
      ...this.#structure(module),
      state: this.#fields(module.stateDict()),
      frozen: frozen.map(([name]) => name),
    };
  }

  #structure(module: nn.Module): RecordedModule {
    const args = this.constructed.get(module);
    const settings = Object.entries(module).flatMap(([name, value]) => this.#setting(name, value));
    return {
      module: module.constructor.name,
      ...(args !== undefined && { args }),
      settings: Object.fromEntries(settings),
      children: module.namedChildren().map(([name, child]) => [name, this.#structure(child)] as const),
      training: module.training,
    };
  }

  #setting(name: string, value: unknown): [string, Recorded][] {
    if (name === "bias" || name === "weight") return [[name, { plain: value !== null }]];
    const simple = ["number", "boolean"].includes(typeof value) || value === null;
    const pair = Array.isArray(value) && value.every((item) => typeof item === "number");
    return simple || pair ? [[name, this.encode(value)]] : [];
  }

  #fields(record: object): Record<string, Recorded> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, this.encode(value)]));
  }

  /** A callback that its grader marked with the name of one in Python (`twin`), which the room's notes know. */
  #callback(callback: object): Recorded {
    if ("twin" in callback && typeof callback.twin === "string") return { plain: callback.twin };
    throw new NotPortable("a callback written in TypeScript");
  }

  #plain(value: unknown): Recorded {
    if (typeof value === "number" && !Number.isFinite(value))
      return this.#numbers(Float32Array.of(value), [], "number");
    return { plain: value as number | string | boolean };
  }

  #tensor(tensor: tf.Tensor): Recorded {
    if (tensor.isDisposed) throw new NotPortable("a tensor that was freed");
    return this.#numbers(tensor.dataSync(), tensor.shape, tensor.dtype);
  }

  #numbers(
    values: Float32Array | Int32Array | Uint8Array,
    shape: readonly number[],
    dtype: string,
  ): Recorded {
    const at = this.#bytes;
    const bytes = Buffer.from(
      Uint8Array.from(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
    );
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
    return { tensor: [...shape], dtype, at };
  }
}
