import { nn, type tf } from "arena/tools";
import { Encoder, NotPortable } from "./encoder.ts";
import type { RecordedCall } from "./format.ts";

type Exports = Readonly<Record<string, unknown>>;
type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => Concrete;

/** A module whose `forward` is there. */
interface Concrete extends nn.Module {
  forward(...inputs: unknown[]): tf.Tensor;
}

/** Stands in for a solution's exports and writes down what each call was given and what came of it. */
export class Recorder {
  readonly calls: RecordedCall[] = [];
  readonly encoder = new Encoder();
  /** Id of the case that runs. */
  case = "";

  /** The same exports, recorded. Calls that the solution makes of itself are not seen: they belong to the outer call. */
  around(exports: Exports): Exports {
    return Object.fromEntries(
      Object.entries(exports).map(([name, value]) => [name, this.#watched(name, value)]),
    );
  }

  #watched(name: string, value: unknown): unknown {
    if (typeof value !== "function") return value;
    if (value.prototype instanceof nn.Module) return this.#watchedClass(name, value as Constructor);
    return (...args: unknown[]) =>
      this.#record({ name, kind: "function" }, args, () => (value as Callable)(...args));
  }

  #watchedClass(name: string, Original: Constructor): Constructor {
    const recorder = this;
    class Watched extends Original {
      constructor(...args: unknown[]) {
        super(...args);
        recorder.#constructed(name, this, args);
      }
      override call(...inputs: unknown[]): never {
        const run = () => super.call(...(inputs as never));
        return recorder.#record({ name, kind: "call" }, inputs, run, this) as never;
      }
    }
    Object.defineProperty(Watched, "name", { value: name });
    return Watched;
  }

  #constructed(name: string, made: nn.Module, args: readonly unknown[]): void {
    const given = args.map((arg) => this.encoder.encode(arg));
    this.encoder.constructed.set(made, given);
    const self = this.encoder.module(made);
    this.#keep({
      name,
      kind: "construct",
      self,
      args: given,
      outcome: { result: { plain: null } },
      after: [],
    });
  }

  #keep(call: Omit<RecordedCall, "case">): void {
    this.calls.push({ case: this.case, ...call });
  }

  #record(
    head: Pick<RecordedCall, "name" | "kind">,
    args: readonly unknown[],
    run: () => unknown,
    self?: nn.Module,
  ): unknown {
    const before = this.#portable(() => ({
      ...(self !== undefined && { self: this.encoder.module(self) }),
      args: args.map((arg) => this.encoder.encode(arg)),
    }));
    const finish = (outcome: () => RecordedCall["outcome"]) => {
      const modules = [...args, self].filter((value) => value instanceof nn.Module);
      const after = this.#portable(() => ({
        outcome: outcome(),
        after: modules.map((module) => this.encoder.module(module)),
      }));
      const cannot = "cannot" in before ? before : "cannot" in after ? after : {};
      this.#keep({ ...head, args: [], outcome: { throws: "" }, after: [], ...before, ...after, ...cannot });
    };
    return settled(run, {
      result: (value) => finish(() => ({ result: this.encoder.encode(value) })),
      thrown: (error) => finish(() => ({ throws: String(error) })),
    });
  }

  #portable<T>(write: () => T): T | { readonly cannot: string } {
    try {
      return write();
    } catch (error) {
      if (error instanceof NotPortable) return { cannot: error.message };
      throw error;
    }
  }
}

/** Runs something that may give a promise, tells how it ended, and ends the same way. */
function settled(
  run: () => unknown,
  tell: { result: (value: unknown) => void; thrown: (error: unknown) => void },
): unknown {
  const told = (value: unknown) => {
    tell.result(value);
    return value;
  };
  const failed = (error: unknown): never => {
    tell.thrown(error);
    throw error;
  };
  let value: unknown;
  try {
    value = run();
  } catch (error) {
    return failed(error);
  }
  return value instanceof Promise ? value.then(told, failed) : told(value);
}
