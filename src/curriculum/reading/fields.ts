import { ContentError } from "../content-error.ts";
import { type ContentFile, YAML_LINE } from "./front-matter.ts";
import type { YamlValue } from "./yaml.ts";

/**
 * The fields of one front matter, read with light checks by hand: enough that the tutor never meets `undefined`. The
 * strict schema (schema.ts) finds the rest, but loading it would cost every start a tenth of a second.
 */
export class Fields {
  readonly #file: ContentFile;
  readonly #outermost: boolean;
  readonly #values: { readonly [key: string]: YamlValue };

  constructor(file: ContentFile, value: YamlValue, outermost = true) {
    this.#file = file;
    this.#outermost = outermost;
    if (typeof value === "string" || Array.isArray(value))
      throw this.#error("", "must be a list of `key: value` lines");
    this.#values = value as { readonly [key: string]: YamlValue };
  }

  text(key: string): string {
    const value = this.#values[key];
    if (typeof value !== "string" || value === "") throw this.#error(key, "must be a text");
    return value;
  }

  /** One of `choices`; the first of them where the field is absent. */
  choice<Choice extends string>(key: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.#values[key] ?? choices[0];
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw this.#error(key, `must be one of ${choices.join(", ")}`);
    return found;
  }

  number(key: string): number {
    const value = Number(this.text(key));
    if (!Number.isFinite(value)) throw this.#error(key, "must be a number");
    return value;
  }

  /** A list of texts; an absent one is empty. */
  texts(key: string): readonly string[] {
    const value = this.#values[key] ?? "";
    if (value === "") return [];
    if (!Array.isArray(value) || value.some((item) => typeof item !== "string"))
      throw this.#error(key, "must be a list like [a, b]");
    return value as readonly string[];
  }

  /** The fields inside `key`; undefined where it is absent. */
  inner(key: string): Fields | undefined {
    const value = this.#values[key];
    return value === undefined ? undefined : new Fields(this.#file, value, false);
  }

  /** The fields of each entry of the list `key`, of which there must be one. */
  each(key: string): readonly Fields[] {
    const value = this.#values[key];
    if (!Array.isArray(value) || value.length === 0)
      throw this.#error(key, "must be a list with at least one entry");
    return value.map((entry) => new Fields(this.#file, entry, false));
  }

  #error(key: string, what: string): ContentError {
    const place = new RegExp(`^${this.#outermost ? "" : "[\\s-]+"}${key}:`);
    const index = this.#file.yaml.split("\n").findIndex((line) => place.test(line));
    const name = key === "" ? "The front matter" : `\`${key}\``;
    return new ContentError(this.#file.path, Math.max(index, 0) + YAML_LINE, `${name} ${what}.`);
  }
}
