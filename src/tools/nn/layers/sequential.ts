import { lesson } from "../../lesson.ts";
import type { tf } from "../../tensorflow.ts";
import { Module } from "../module/module.ts";

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
    const named =
      layers.length === 1 && !(first instanceof Module)
        ? Object.entries(first ?? {})
        : Object.entries(layers);
    for (const [name, layer] of named) requireModule(name, layer);
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
    this.#entry(index)[1] = layer;
    return this;
  }

  /** Adds a layer at the end. */
  append(layer: Module): this {
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

function requireModule(name: string, layer: unknown): void {
  if (layer instanceof Module) return;
  throw lesson("Sequential", {
    what: `entry ${name} is no module but of type ${typeof layer}.`,
    example: "new nn.Sequential(new nn.Linear(2, 8), new nn.ReLU())",
  });
}
