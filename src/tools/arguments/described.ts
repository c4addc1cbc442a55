import { tf } from "../../runtime/tf.ts";
import { shapeText } from "../lesson.ts";

/** What somebody handed over, in words for a message: `2`, `the text "1"`, `{ dim: 1 }`, `a promise`. */
export function described(value: unknown): string {
  if (value instanceof tf.Tensor) return `a tensor ${shapeText(value.shape)} ${value.dtype}`;
  if (value instanceof Promise) return "a promise";
  if (Array.isArray(value)) return `the array ${cut(JSON.stringify(value) ?? "[]")}`;
  switch (typeof value) {
    case "string":
      return `the text "${cut(value)}"`;
    case "function":
      return value.name === "" ? "a function" : `the function ${value.name}`;
    case "object":
      return value === null ? "null" : describedObject(value);
    default:
      return String(value);
  }
}

function describedObject(value: object): string {
  const prototype = Object.getPrototypeOf(value) as {
    readonly constructor?: { readonly name: string };
  } | null;
  const kind = prototype?.constructor?.name ?? "Object";
  if (kind !== "Object") return `${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;
  const entries = Object.entries(value).map(([name, each]) => `${name}: ${inner(each)}`);
  return entries.length === 0 ? "{}" : `{ ${cut(entries.join(", "))} }`;
}

function inner(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  return Array.isArray(value) ? cut(JSON.stringify(value)) : described(value);
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
