import fc from "fast-check";

/** A text with up to three characters dropped, doubled or replaced by others of this alphabet. */
export function mangled(texts: fc.Arbitrary<string>, alphabet: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(),
    drop: fc.nat({ max: 1 }),
    put: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 2 }),
  });
  return fc.tuple(texts, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([text, edits]) =>
    edits.reduce((sofar, { at, drop, put }) => {
      const place = at % (sofar.length + 1);
      return sofar.slice(0, place) + put + sofar.slice(place + drop);
    }, text),
  );
}
