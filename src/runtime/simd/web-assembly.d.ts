/** The part of the language's WebAssembly that the kernels use: neither its own library nor Node's types name it. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  var Memory: new (pages: { initial: number }) => Memory;
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  var Module: new (bytes: Uint8Array) => Module;
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  var Instance: new (module: Module, imports?: Record<string, Record<string, unknown>>) => Instance;
}
