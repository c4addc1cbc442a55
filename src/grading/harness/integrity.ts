/**
 * Notices when an answer changes the language under the grader: a patched `Array.prototype.every` or `Math.abs` could
 * turn any comparison into a pass. Taken before an answer loads, asked before each judgement.
 */

const { getOwnPropertyDescriptor, getOwnPropertyDescriptors } = Object;
const ownKeys = Reflect.ownKeys;
const is = Object.is;
const everyObject = Object.prototype;

const WATCHED: ReadonlyArray<readonly [name: string, target: object]> = [
  ["Array", Array],
  ["Array.prototype", Array.prototype],
  ["Object", Object],
  ["Object.prototype", Object.prototype],
  ["Function.prototype", Function.prototype],
  ["Math", Math],
  ["Number", Number],
  ["Number.prototype", Number.prototype],
  ["String.prototype", String.prototype],
  ["JSON", JSON],
  ["Reflect", Reflect],
  ["Promise", Promise],
  ["Promise.prototype", Promise.prototype],
  ["Map.prototype", Map.prototype],
  ["Set.prototype", Set.prototype],
  ["Error.prototype", Error.prototype],
  ["RegExp.prototype", RegExp.prototype],
  ["Symbol.prototype", Symbol.prototype],
  ["Float32Array", Float32Array],
  ["Float32Array.prototype", Float32Array.prototype],
  ["Int32Array.prototype", Int32Array.prototype],
  ["Uint8Array.prototype", Uint8Array.prototype],
  ["TypedArray.prototype", Object.getPrototypeOf(Float32Array.prototype) as object],
  ["Array iterator", Object.getPrototypeOf([][Symbol.iterator]()) as object],
];

/** Globals that the harness, the test runner or the runtime rely on. */
const GLOBALS = [
  "Array",
  "Object",
  "Math",
  "Number",
  "JSON",
  "Reflect",
  "Promise",
  "Map",
  "Set",
  "Error",
  "Symbol",
  "Proxy",
  "Float32Array",
  "Int32Array",
  "Uint8Array",
  "performance",
  "process",
  "structuredClone",
  "queueMicrotask",
];

type Snapshot = ReadonlyArray<{
  name: string;
  target: object;
  keys: readonly PropertyKey[];
  descriptors: Record<PropertyKey, PropertyDescriptor>;
}>;

/** Remembers the language as it is now; the returned function names the first thing that has changed since. */
export function watchIntrinsics(): () => string | undefined {
  const snapshot: Snapshot = WATCHED.map(([name, target]) => ({
    name,
    target,
    keys: ownKeys(target),
    descriptors: getOwnPropertyDescriptors(target) as Record<PropertyKey, PropertyDescriptor>,
  }));
  const globals = GLOBALS.map((name) => [name, (globalThis as Record<string, unknown>)[name]] as const);
  return () => firstChange(snapshot, globals);
}

// Plain loops: this must not call anything that an answer could have replaced.
function firstChange(
  snapshot: Snapshot,
  globals: ReadonlyArray<readonly [string, unknown]>,
): string | undefined {
  for (let g = 0; g < globals.length; g++) {
    const entry = globals[g] as readonly [string, unknown];
    if ((globalThis as Record<string, unknown>)[entry[0]] !== entry[1]) return entry[0];
  }
  for (let s = 0; s < snapshot.length; s++) {
    const watched = snapshot[s] as Snapshot[number];
    if (watched.target === everyObject) {
      const keys = ownKeys(everyObject); // new names appear last: whatever has one would seem to have it everywhere
      if (keys.length > watched.keys.length) return named(watched.name, keys[keys.length - 1] as PropertyKey);
    }
    for (let k = 0; k < watched.keys.length; k++) {
      const key = watched.keys[k] as PropertyKey;
      const before = watched.descriptors[key] as PropertyDescriptor;
      const now = getOwnPropertyDescriptor(watched.target, key);
      if (
        now === undefined ||
        !is(now.value, before.value) ||
        now.get !== before.get ||
        now.set !== before.set
      ) {
        return named(watched.name, key);
      }
    }
  }
  return undefined;
}

function named(place: string, key: PropertyKey): string {
  return `${place}.${typeof key === "symbol" ? "[symbol]" : key}`;
}
