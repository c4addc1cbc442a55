// A recursive helper over the axis number; products by three plain loops on what asStrided gives.
type Nested = number | Nested[];
type Strided = {
  data: readonly number[];
  size: readonly number[];
  stride: readonly number[];
  offset: number;
};

export const asStrided = (
  data: readonly number[],
  size: readonly number[],
  stride: readonly number[],
  offset?: number,
): Nested => {
  if (size.length !== stride.length) throw new RangeError(`${size.length} and ${stride.length}`);
  const at = (axis: number, place: number): Nested => {
    if (axis === size.length) {
      if (!(place in data)) throw new RangeError(`no entry ${place}`);
      return data[place]!;
    }
    const list: Nested[] = [];
    for (let i = 0; i < size[axis]!; i++) list.push(at(axis + 1, place + i * stride[axis]!));
    return list;
  };
  return at(0, offset ?? 0);
};

const read = ({ data, size, stride, offset }: Strided) => asStrided(data, size, stride, offset);

export const trace = ({ data, size, stride, offset }: Strided): number => {
  let total = 0;
  for (const value of asStrided(data, [size[0]!], [stride[0]! + stride[1]!], offset) as number[])
    total += value;
  return total;
};

export const mm = (a: Strided, b: Strided): number[][] => {
  const [left, right] = [read(a), read(b)] as [number[][], number[][]];
  const result: number[][] = [];
  for (let i = 0; i < a.size[0]!; i++) {
    const row = new Array<number>(b.size[1]!).fill(0);
    for (let k = 0; k < a.size[1]!; k++)
      for (let j = 0; j < row.length; j++) row[j] = row[j]! + left[i]![k]! * right[k]![j]!;
    result.push(row);
  }
  return result;
};

export const mv = (matrix: Strided, vector: Strided): number[] =>
  mm(matrix, { ...vector, size: [...vector.size, 1], stride: [...vector.stride, 0] }).map(
    ([value]) => value!,
  );
