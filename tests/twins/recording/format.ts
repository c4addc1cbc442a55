/** What a recorded value looks like in calls.json; replay/values.py reads it. Tensors' numbers lie in tensors.bin. */
export type Recorded =
  | { readonly plain: number | string | boolean | null }
  | { readonly tensor: readonly number[]; readonly dtype: string; readonly at: number }
  | { readonly list: readonly Recorded[] }
  | { readonly record: Readonly<Record<string, Recorded>> }
  | { readonly map: readonly (readonly [string, Recorded])[] }
  | { readonly dataset: readonly Recorded[] }
  | RecordedModule;

/** How a module can be built again: its class, what it was made from, its state by name. */
export interface RecordedModule {
  readonly module: string;
  /** What the constructor was given, for classes of the room's solution. */
  readonly args?: readonly Recorded[];
  /** Numbers and flags among its fields, for layers of arena/tools. */
  readonly settings: Readonly<Record<string, Recorded>>;
  readonly children: readonly (readonly [name: string, child: RecordedModule])[];
  readonly training: boolean;
  /** Of the outermost module only. */
  readonly state?: Readonly<Record<string, Recorded>>;
  readonly frozen?: readonly string[];
}

export interface RecordedCall {
  readonly case: string;
  readonly name: string;
  readonly kind: "function" | "construct" | "call";
  /** The module before a `call`; what was built, for a `construct`. */
  readonly self?: RecordedModule;
  readonly args: readonly Recorded[];
  readonly outcome: { readonly result: Recorded } | { readonly throws: string };
  /** Modules among the arguments, and the called module itself as the last, after the call. */
  readonly after: readonly RecordedModule[];
  /** Why no other language can make this call. */
  readonly cannot?: string;
}
