/*
 * Locks objects on which verdicts rest. What is locked can be changed at no time: not for a moment, and not between two
 * looks at it.
 */

const {
  defineProperty,
  getOwnPropertyDescriptor,
  getOwnPropertyDescriptors,
  getPrototypeOf,
  isExtensible,
  preventExtensions,
} = Object;

/** Names that code assigns on objects of its own, `this.name = "MyError"`, though a prototype has them. */
const ASSIGNED = ["constructor", "name", "message", "toString", "toLocaleString", "valueOf"];

/** Globals of Node's that are worked out when they are read. Others load whole modules then, and no verdict rests on them. */
const READ = ["process", "Buffer"];

/** The language itself: every built-in class, namespace and hidden prototype, and the globals that hold them. */
export function lockLanguage(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const own = getOwnPropertyDescriptor(globalThis, name);
    if (own?.configurable !== true || (own.get !== undefined && !READ.includes(name))) continue;
    const value = (globalThis as Record<string, unknown>)[name];
    if (!isBuiltIn(name, value)) continue;
    defineProperty(globalThis, name, { value, writable: false, configurable: false });
    if (name !== "globalThis") lockBuiltIn(value);
  }
  for (const prototype of hiddenPrototypes()) lock(prototype, ASSIGNED);
}

/** Timers stay open: the test runner puts its own there, and the harness has taken those that it waits with. */
function isBuiltIn(name: string, value: unknown): boolean {
  return (
    (/^[A-Z]/.test(name) && !/^GPU/.test(name)) || // by WebGPU's own classes tests lose a device in the midst of a run
    ["performance", "process", "globalThis", "structuredClone", "queueMicrotask"].includes(name) ||
    (typeof value === "function" && /^(parse|is|encode|decode)/.test(name))
  );
}

function lockBuiltIn(value: unknown): void {
  if (value === process || value === performance || value === null) return;
  if (typeof value !== "object" && typeof value !== "function") return;
  if (value !== Error) lock(value, []); // stackTraceLimit and prepareStackTrace are there to be set
  const { prototype } = value as { prototype?: object };
  if (typeof prototype === "object" && prototype !== null) lock(prototype, ASSIGNED);
  if (value === Function) lock(Function.prototype, ASSIGNED);
  if (typeof value === "object")
    for (const member of Object.values(getOwnPropertyDescriptors(value))) lockBuiltIn(member.value);
}

/** Prototypes that no global names. */
function hiddenPrototypes(): object[] {
  const made = [
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    ""[Symbol.iterator](),
    "".matchAll(/a/g),
  ];
  const functions = [async () => {}, function* () {}, async function* () {}];
  return [
    getPrototypeOf(Float32Array),
    getPrototypeOf(Float32Array.prototype),
    ...made.map((iterator) => getPrototypeOf(iterator)),
    ...functions.flatMap((each) => prototypesAbove(each)),
    ...functions.slice(1).flatMap((each) => prototypesAbove((each as { prototype: object }).prototype)),
  ];
}

/** A class, its prototype and those it inherits from; `this.forward = …` in a subclass still makes its own. */
export function lockClass(value: { prototype: object }): void {
  for (const prototype of [value.prototype, ...prototypesAbove(value.prototype)])
    lock(prototype, Reflect.ownKeys(prototype));
  lock(value, ["name"]);
}

function prototypesAbove(value: object): object[] {
  const above: object[] = [];
  for (
    let next = getPrototypeOf(value);
    next !== null && next !== Object.prototype;
    next = getPrototypeOf(next)
  )
    if (next !== Function.prototype) above.push(next);
  return above;
}

/** Nothing can be added, replaced or taken away; the names in `assigned` can be given a value on what inherits them. */
function lock(target: object, assigned: readonly PropertyKey[]): void {
  if (!isExtensible(target)) return;
  // Frozen at once, V8 keeps what it knows of arrays and promises; changed name by name, both become slower.
  if (assigned.length === 0 || (assigned === ASSIGNED && !isInherited(target)))
    return void Object.freeze(target);
  for (const key of Reflect.ownKeys(target)) {
    const own = getOwnPropertyDescriptor(target, key);
    if (own === undefined || own.configurable !== true) continue;
    if (own.writable === true && assigned.includes(key))
      defineProperty(target, key, assignable(target, key, own));
    else defineProperty(target, key, { configurable: false, ...("value" in own && { writable: false }) });
  }
  preventExtensions(target);
}

/** Prototypes of objects that code gives names to. */
function isInherited(prototype: object): boolean {
  return (
    prototype === Object.prototype ||
    prototype === Function.prototype ||
    prototype === Error.prototype ||
    prototype instanceof Error
  );
}

/** A read-only value would forbid the assignment to every object that inherits it, too. */
function assignable(
  target: object,
  key: PropertyKey,
  { value, enumerable }: PropertyDescriptor,
): PropertyDescriptor {
  return {
    get: () => value,
    set(next: unknown) {
      if (this === target)
        throw new TypeError(
          `Cannot assign to read only property '${String(key)}' of ${target.constructor.name}.prototype`,
        );
      defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true });
    },
    enumerable: enumerable === true,
    configurable: false,
  };
}
