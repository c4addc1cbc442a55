/** The rooms to record; bundle.ts makes this module. */
declare module "twins:rooms" {
  const rooms: readonly {
    readonly id: string;
    readonly load: {
      readonly solution: () => Promise<Readonly<Record<string, unknown>>>;
      readonly grader: () => Promise<unknown>;
    };
  }[];
  export default rooms;
}
