import { described } from "../../arguments/described.ts";
import { lesson } from "../../lesson.ts";
import { Module } from "../module/module.ts";
import { requireModule } from "./require-module.ts";

/**
 * Modules in a list whose parameters are found. A plain array as a field is not looked into, as in PyTorch:
 * put its modules in here. It has no forward of its own: loop over it in the module that owns it.
 *
 * ```ts
 * this.blocks = new nn.ModuleList([new Block(), new Block()]);
 * for (const block of this.blocks) x = block.call(x); // [batch, position, model]
 * ```
 */
export class ModuleList<T extends Module<unknown> = Module> extends Module<never> {
  readonly #items: T[];

  constructor(items: Iterable<T> = []) {
    super();
    if (typeof items?.[Symbol.iterator] !== "function") throw noList(items);
    this.#items = [...items];
    for (const [place, item] of this.#items.entries()) requireModule("ModuleList", place, item);
  }

  /** @throws ToolError always. */
  forward(): never {
    throw lesson("ModuleList", {
      what: "a list of modules cannot be called; it does not say how they are connected.",
      example: "for (const block of this.blocks) x = block.call(x);",
    });
  }

  override members(): [string, unknown][] {
    return [...super.members(), ...Object.entries(this.#items)];
  }

  get length(): number {
    return this.#items.length;
  }

  /** The module at a place; -1 is the last one. @throws ToolError if there is none. */
  at(index: number): T {
    const item = this.#items.at(index);
    if (item !== undefined && Number.isInteger(index)) return item;
    throw lesson("ModuleList", {
      what: `there is no module ${index}.`,
      fits: `a whole number from ${-this.length} to ${this.length - 1}`,
    });
  }

  append(item: T): this {
    requireModule("ModuleList", this.length, item);
    this.#items.push(item);
    return this;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }
}

function noList(items: unknown): Error {
  return lesson("ModuleList", {
    what: `it takes one list of modules, not ${described(items)}.`,
    example: "new nn.ModuleList([new nn.Linear(2, 8), new nn.Linear(8, 2)])",
  });
}
