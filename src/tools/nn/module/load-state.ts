import { closest } from "../../arguments/closest.ts";
import { described } from "../../arguments/described.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";

/** Tensors by dotted path, as `stateDict()` gives and safetensors files hold them. */
export type StateDict = Record<string, tf.Tensor>;

export interface LoadReport {
  /** Names the module has and the state has not. */
  readonly missingKeys: readonly string[];
  /** Names the state has and the module has not. */
  readonly unexpectedKeys: readonly string[];
}

/**
 * Copies the tensors of `state` into those of `own` with the same name, after everything has been checked.
 */
export function loadState(moduleName: string, own: StateDict, state: StateDict, strict: boolean): LoadReport {
  requireState(state);
  const missingKeys = Object.keys(own).filter((name) => !Object.hasOwn(state, name));
  const unexpectedKeys = Object.keys(state).filter((name) => !Object.hasOwn(own, name));
  const shared = Object.keys(own).filter((name) => Object.hasOwn(state, name));
  const misfits = shared.filter((name) => !sameShape(own, state, name));
  const complaints = {
    ...(strict && missingKeys.length > 0 && { missing: missingKeys.join(", ") }),
    ...(strict &&
      unexpectedKeys.length > 0 && {
        unexpected: unexpectedKeys.map((key) => hinted(key, missingKeys)).join(", "),
      }),
    ...(misfits.length > 0 && { shapes: misfits.map((name) => misfitText(own, state, name)).join("; ") }),
  };
  if (Object.keys(complaints).length > 0) {
    throw lesson("loadStateDict", {
      what: `this state does not fit ${moduleName}; nothing was loaded.`,
      given: complaints,
      ...(misfits.length === 0 && { fits: "the same names, or { strict: false } to load those that agree" }),
    });
  }
  tf.tidy(() => {
    for (const name of shared) copyInto(own[name] as tf.Tensor, state[name] as tf.Tensor);
  });
  return { missingKeys, unexpectedKeys };
}

/** A module, a promise and an array would all be a state without any known name. */
function requireState(state: unknown): asserts state is StateDict {
  const prototype = typeof state === "object" && state !== null ? Object.getPrototypeOf(state) : undefined;
  if (prototype !== Object.prototype && prototype !== null) {
    throw lesson("loadStateDict", {
      what: `it takes tensors by name, not ${described(state)}.`,
      ...(state instanceof Promise && { fits: "await in front of what reads the file" }),
      example: 'model.loadStateDict(await readSafetensors("model.safetensors")), or other.stateDict()',
    });
  }
  for (const [name, value] of Object.entries(state as object)) requireTensor("loadStateDict", value, name);
}

function sameShape(own: StateDict, state: StateDict, name: string): boolean {
  return shapeText((own[name] as tf.Tensor).shape) === shapeText((state[name] as tf.Tensor).shape);
}

function misfitText(own: StateDict, state: StateDict, name: string): string {
  const [mine, theirs] = [own[name], state[name]] as [tf.Tensor, tf.Tensor];
  return `${name} is ${shapeText(mine.shape)} here and ${shapeText(theirs.shape)} in the state`;
}

function hinted(key: string, missing: readonly string[]): string {
  const near = closest(key, missing);
  return near === undefined ? key : `${key} (perhaps ${near})`;
}

function copyInto(own: tf.Tensor, value: tf.Tensor): void {
  (own as tf.Variable).assign(value.dtype === own.dtype ? value : value.cast(own.dtype));
}
