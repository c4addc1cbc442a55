import { described } from "../../arguments/described.ts";
import { requireOptions } from "../../arguments/options.ts";
import { requireText } from "../../arguments/text.ts";
import { type Device, goTo } from "../../devices/to.ts";
import { lesson } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";
import { Buffer } from "./buffer.ts";
import { type ForwardHook, type ForwardPreHook, type HookHandle, Hooks } from "./hooks.ts";
import { type LoadReport, loadState, type StateDict } from "./load-state.ts";
import { Parameter } from "./parameter.ts";
import { noSubmodule } from "./submodule-lesson.ts";
import { treeText } from "./tree-text.ts";

type Named<T> = [name: string, value: T];

/**
 * The base of every layer and model, as `torch.nn.Module`. A subclass sets parameters, buffers and other
 * modules as fields and writes `forward`. It is run by `model.call(x)`, which also runs hooks; `forward`
 * called directly skips them.
 *
 * `Output` is what `forward` returns, a tensor unless said otherwise: `class Lstm extends
 * nn.Module<tf.Tensor[]>`.
 */
export abstract class Module<Output = tf.Tensor> {
  /** True while training; Dropout and BatchNorm behave differently then. Set by `train()` and `eval()`. */
  training = true;
  readonly #hooks = new Hooks();

  /** The computation. Its signature in the subclass decides what `call` takes and returns. */
  abstract forward(...inputs: unknown[]): Output;

  /** Runs the module: pre-hooks, `forward`, hooks. Arguments and result are typed as `forward`'s. */
  call(...inputs: Parameters<this["forward"]>): ReturnType<this["forward"]> {
    const self = this as unknown as Module;
    if (typeof this.forward !== "function") throw withoutForward(this.constructor.name);
    const given = this.#hooks.inputsFor(self, inputs);
    return this.#hooks.outputOf(self, given, this.forward(...given)) as ReturnType<this["forward"]>;
  }

  /**
   * What this module holds by name: its own fields in the order of their assignment. Containers answer
   * otherwise.
   */
  members(): Named<unknown>[] {
    return Object.entries(this);
  }

  /** The modules that are fields of this one, in the order of their assignment. */
  namedChildren(): Named<Module>[] {
    return this.members().filter((member): member is Named<Module> => member[1] instanceof Module);
  }

  children(): Module[] {
    return values(this.namedChildren());
  }

  /**
   * This module (its name is "") and all within it, parents before children; one used twice is listed once.
   */
  namedModules(): Named<Module>[] {
    return unique(walk(this as unknown as Module, ""));
  }

  modules(): Module[] {
    return values(this.namedModules());
  }

  /**
   * Every parameter with its dotted path, a module's own before its children's; a shared one is listed once.
   */
  namedParameters(): Named<Parameter>[] {
    return unique(this.#all((member): member is Named<Parameter> => member[1] instanceof Parameter));
  }

  parameters(): Parameter[] {
    return values(this.namedParameters());
  }

  /** Every buffer with its dotted path. */
  namedBuffers(): Named<Buffer>[] {
    return unique(this.#all((member): member is Named<Buffer> => member[1] instanceof Buffer));
  }

  buffers(): Buffer[] {
    return values(this.namedBuffers());
  }

  /**
   * The module at a dotted path such as "blocks.0.attention"; "" is this one.
   *
   * @throws ToolError naming what there is.
   */
  getSubmodule(path: string): Module {
    requireText("getSubmodule", "the path", path);
    const found = walk(this as unknown as Module, "").find(([name]) => name === path);
    if (found === undefined) throw noSubmodule(this, path);
    return found[1];
  }

  /**
   * Sets a field to a new buffer and returns it: `this.runningMean = this.registerBuffer("runningMean",
   * tf.zeros([c]))` is the same as `this.runningMean = new nn.Buffer(tf.zeros([c]))`.
   */
  registerBuffer<R extends tf.Rank>(name: string, initial: tf.Tensor<R>, persistent = true): Buffer<R> {
    requireText("registerBuffer", "the name", name);
    const buffer = new Buffer(initial, persistent);
    Object.assign(this, { [name]: buffer });
    return buffer;
  }

  /**
   * Calls `visit` with every module within this one, children first, then with this one (as `Module.apply`).
   */
  apply(visit: (module: Module) => void): this {
    if (typeof visit !== "function") {
      throw lesson("apply", {
        what: `it takes a function of a module, not ${described(visit)}.`,
        example: "model.apply((module) => { if (module instanceof nn.Linear) nn.init.zeros(module.bias); })",
      });
    }
    for (const child of this.children()) child.apply(visit);
    visit(this as unknown as Module);
    return this;
  }

  /** Puts this module and all within it into training mode, or out of it with `false`. */
  train(mode = true): this {
    if (typeof mode !== "boolean") {
      throw lesson("train", {
        what: `the mode is true or false, not ${described(mode)}.`,
        example: "model.eval()",
      });
    }
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  /**
   * Puts this module and all within it into evaluation mode. Gradients are not its business: see `noGrad`.
   */
  eval(): this {
    return this.train(false);
  }

  /** Freezes (`false`) or unfreezes every parameter. */
  requiresGrad_(value = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = value;
    return this;
  }

  /** Sets every parameter's gradient to null. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }

  /** Runs before each `call`; returning a list (or one tensor) replaces the inputs. */
  registerForwardPreHook(hook: ForwardPreHook): HookHandle {
    return this.#hooks.addBefore(hook);
  }

  /** Runs after each `call` with (module, inputs, output); returning something replaces the output. */
  registerForwardHook(hook: ForwardHook): HookHandle {
    return this.#hooks.addAfter(hook);
  }

  /** How many hooks this module itself has; 0 is what a clean model says. */
  get hookCount(): number {
    return this.#hooks.count;
  }

  /** Takes out every hook of this module and of all within it, whoever put it there. */
  removeAllHooks(): void {
    for (const module of this.modules()) module.#hooks.clear();
  }

  /**
   * Parameters and persistent buffers by dotted path. As in PyTorch these are the live tensors, which
   * training goes on to change: `clone()` those that are to stay as they are.
   */
  stateDict(): StateDict {
    const saved = (member: Named<unknown>): member is Named<tf.Tensor> =>
      member[1] instanceof Parameter || (member[1] instanceof Buffer && member[1].persistent);
    return Object.fromEntries(this.#all(saved));
  }

  /**
   * Takes over the values of another module's `stateDict()`, matched by name.
   *
   * @param strict false lets names be missing or unexpected; the report names them. Shapes have to agree in
   * any case.
   * @throws ToolError naming missing and unexpected keys and wrong shapes; nothing has been changed then.
   */
  loadStateDict(state: StateDict, options: { readonly strict?: boolean } = {}): LoadReport {
    requireOptions<{ readonly strict?: boolean }>("loadStateDict", options, { strict: "false" });
    const { strict = true } = options;
    return loadState(this.constructor.name, this.stateDict(), state, strict);
  }

  /**
   * Moves the computation to another device, "cpu" or "wasm" for instance, and this module's tensors with
   * it. In TensorFlow.js the device is the process's: tensors made from now on live there, too, and batches
   * are moved with `to` of arena/tools.
   *
   * @throws BackendUnavailableError if that backend does not start here.
   */
  async to(device: Device): Promise<this> {
    const tensors = [...this.parameters(), ...this.buffers()];
    const read = await Promise.all(tensors.map((tensor) => tensor.data()));
    await goTo(device);
    tf.tidy(() => {
      for (const [i, tensor] of tensors.entries())
        tensor.assign(tf.tensor(read[i] as tf.TypedArray, tensor.shape, tensor.dtype));
    });
    return this;
  }

  /** Frees parameters, gradients and buffers. The module cannot be used afterwards. */
  dispose(): void {
    for (const tensor of [...this.parameters(), ...this.buffers()]) tensor.dispose();
  }

  /**
   * What stands between the parentheses in the printed tree: `inFeatures=2, outFeatures=3`. Empty unless
   * overridden.
   */
  extraRepr(): string {
    return "";
  }

  /** The tree of modules, one a line, as PyTorch prints it. */
  toString(): string {
    return treeText(this as unknown as Module);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  #all<T>(wanted: (member: Named<unknown>) => member is Named<T>): Named<T>[] {
    return walk(this as unknown as Module, "").flatMap(([path, module]) =>
      module
        .members()
        .filter(wanted)
        .map(([name, value]): Named<T> => [join(path, name), value]),
    );
  }
}

function withoutForward(name: string): Error {
  return lesson(name, {
    what: "it has no forward, so it does not say what it computes.",
    example: "forward(x: tf.Tensor): tf.Tensor { return this.layer.call(x); }",
  });
}

/** A module and all within it by dotted path; one that contains itself is not entered again. */
function walk(module: Module, path: string, above: ReadonlySet<Module> = new Set()): Named<Module>[] {
  if (above.has(module)) return [];
  const within = new Set(above).add(module);
  return [
    [path, module],
    ...module.namedChildren().flatMap(([name, child]) => walk(child, join(path, name), within)),
  ];
}

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

const values = <T>(named: readonly Named<T>[]): T[] => named.map(([, value]) => value);

/** The first name of each value. */
function unique<T>(named: readonly Named<T>[]): Named<T>[] {
  const seen = new Set<T>();
  return named.filter(([, value]) => !seen.has(value) && seen.add(value));
}
