import fc from "fast-check";

/** One thing that happens to a text or to bytes: where (as a part of the length), how much, and what comes there. */
interface Wound<Piece> {
  readonly at: number;
  readonly cut: number;
  readonly piece: Piece;
}

function wounds<Piece>(pieces: fc.Arbitrary<Piece>): fc.Arbitrary<readonly Wound<Piece>[]> {
  const wound = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
    piece: pieces,
  });
  return fc.array(wound, { minLength: 1, maxLength: 4 });
}

/** `sound` with up to four wounds: something cut out, one of `tokens` or any characters put in. */
export function mangled(sound: string, tokens: readonly string[]): fc.Arbitrary<string> {
  const pieces = fc.oneof(fc.constantFrom("", ...tokens), fc.string({ unit: "binary", maxLength: 8 }));
  return wounds(pieces).map((all) =>
    all.reduce((text, { at, cut, piece }) => {
      const from = Math.floor(at * text.length);
      return text.slice(0, from) + piece + text.slice(from + cut);
    }, sound),
  );
}

/** `sound` with up to four wounds: bytes overwritten, put in or cut out, or everything from there on lost. */
export function mangledBytes(sound: Uint8Array): fc.Arbitrary<Uint8Array> {
  const how = fc.constantFrom("overwrite" as const, "overwrite" as const, "insert" as const, "tear" as const);
  const pieces = fc.tuple(how, fc.uint8Array({ minLength: 1, maxLength: 40 }));
  return wounds(pieces).map((all) =>
    all.reduce<Uint8Array>((bytes, { at, cut, piece: [way, piece] }) => {
      const from = Math.floor(at * bytes.length);
      const rest =
        way === "tear" ? [] : bytes.subarray(from + (way === "insert" ? 0 : Math.max(cut, piece.length)));
      const filled =
        way === "overwrite" && cut > piece.length ? new Uint8Array(cut).fill(piece[0] ?? 0) : piece;
      return Uint8Array.from([...bytes.subarray(0, from), ...(way === "tear" ? [] : filled), ...rest]);
    }, sound),
  );
}
