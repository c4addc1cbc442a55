// All places are computed first, axis by axis, then checked, then read and nested from the inside.
type Nested = number | Nested[];
interface Strided {
  data: readonly number[];
  size: readonly number[];
  stride: readonly number[];
  offset: number;
}

export function asStrided(
  data: readonly number[],
  size: readonly number[],
  stride: readonly number[],
  offset = 0,
): Nested {
  if (size.length !== stride.length) throw new RangeError("sizes and strides");
  let places = [offset];
  size.forEach((length, axis) => {
    const steps = [...new Array(length).keys()].map((i) => i * stride[axis]!);
    places = places.flatMap((place) => steps.map((step) => place + step));
  });
  if (places.some((place) => place < 0 || place >= data.length)) throw new RangeError("outside of data");
  let values: Nested[] = places.map((place) => data[place]!);
  for (let axis = size.length - 1; axis >= 0; axis--) {
    const length = size[axis]!;
    const groups = size.slice(0, axis).reduce((product, each) => product * each, 1);
    const ungrouped = values;
    values = Array.from({ length: groups }, (_, group) =>
      ungrouped.slice(group * length, (group + 1) * length),
    );
  }
  return values[0]!;
}

const vector = (data: readonly number[], n: number, step: number, offset: number) =>
  asStrided(data, [n], [step], offset) as number[];
const dot = (a: number[], b: number[]) => a.reduce((total, value, i) => total + value * b[i]!, 0);

export function trace(m: Strided): number {
  return vector(m.data, m.size[0]!, m.stride[0]! + m.stride[1]!, m.offset).reduce((a, b) => a + b, 0);
}

export function mv(m: Strided, v: Strided): number[] {
  const entries = vector(v.data, v.size[0]!, v.stride[0]!, v.offset);
  return Array.from({ length: m.size[0]! }, (_, i) =>
    dot(vector(m.data, m.size[1]!, m.stride[1]!, m.offset + i * m.stride[0]!), entries),
  );
}

export function mm(a: Strided, b: Strided): number[][] {
  const columns = Array.from({ length: b.size[1]! }, (_, j) => ({
    data: b.data,
    size: [b.size[0]!],
    stride: [b.stride[0]!],
    offset: b.offset + j * b.stride[1]!,
  }));
  const products = columns.map((column) => mv(a, column)); // [column, row]
  return Array.from({ length: a.size[0]! }, (_, i) => products.map((product) => product[i]!));
}
