import { lesson } from "../../lesson.ts";
import { Module } from "../module/module.ts";

/**
 * Modules in a list whose parameters are found. A plain array as a field is not looked into, as in PyTorch:
 * put its modules in here. It has no forward of its own: loop over it in the module that owns it.
 */
export class ModuleList<T extends Module<unknown> = Module> extends Module<never> {
  readonly #items: T[];

  constructor(items: Iterable<T> = []) {
    super();
    this.#items = [...items];
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
    this.#items.push(item);
    return this;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }
}
