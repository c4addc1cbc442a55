import { lesson } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";
import { requireModule } from "./require-module.ts";

/**
 * Modules run one after the other, each on the output of the one before. They are called "0", "1", … unless
 * an object names them: `new nn.Sequential({ hidden: new nn.Linear(2, 8), activation: new nn.ReLU() })`.
 */
export class Sequential extends Module {
  readonly #layers: [name: string, layer: Module][];

  constructor(layers: Readonly<Record<string, Module>>);
  constructor(...layers: Module[]);
  constructor(...layers: readonly (Module | Readonly<Record<string, Module>>)[]) {
    super();
    const [first] = layers;
    if (layers.length === 1 && Array.isArray(first)) throw wrappedInList();
    const named =
      layers.length === 1 && typeof first === "object" && !(first instanceof Module)
        ? Object.entries(first ?? {})
        : Object.entries(layers);
    for (const [name, layer] of named) requireModule("Sequential", name, layer);
    this.#layers = named as [string, Module][];
  }

  forward(x: tf.Tensor): tf.Tensor {
    return this.#layers.reduce((input, [, layer]) => layer.call(input), x);
  }

  override members(): [string, unknown][] {
    return [...super.members(), ...this.#layers];
  }

  get length(): number {
    return this.#layers.length;
  }

  /** The layer at a place; -1 is the last one. @throws ToolError if there is none. */
  at(index: number): Module {
    return this.#entry(index)[1];
  }

  /** Puts another layer in a place, for instance a new head at -1. */
  set(index: number, layer: Module): this {
    requireModule("Sequential", index, layer);
    this.#entry(index)[1] = layer;
    return this;
  }

  /** Adds a layer at the end. */
  append(layer: Module): this {
    requireModule("Sequential", this.length, layer);
    this.#layers.push([String(this.#layers.length), layer]);
    return this;
  }

  [Symbol.iterator](): IterableIterator<Module> {
    return this.#layers.map(([, layer]) => layer)[Symbol.iterator]();
  }

  #entry(index: number): [string, Module] {
    const entry = this.#layers.at(index);
    if (entry !== undefined && Number.isInteger(index)) return entry;
    throw lesson("Sequential", {
      what: `there is no layer ${index}.`,
      fits: `a whole number from ${-this.length} to ${this.length - 1}`,
    });
  }
}

/** PyTorch's Sequential, too, refuses a list. As it stood, it would be read as names 0, 1, … */
function wrappedInList(): Error {
  return lesson("Sequential", {
    what: "it takes the layers one by one, not in an array.",
    fits: "three dots in front of the array, or no brackets",
    example: "new nn.Sequential(...layers)",
  });
}
