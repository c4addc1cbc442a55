import type { Tensor, Tensor1D } from "#tfjs";
import {
  arange,
  argsort,
  bincount,
  concatenate,
  diagonal,
  flip,
  gather,
  type IndexSpec,
  index,
  indexByMask,
  linspace,
  maskedFill,
  pad,
  roll,
  searchSorted,
  sort,
  stack,
  topk,
  tril,
  triu,
  unbind,
  unique,
  vstack,
} from "../../../src/tools/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

/** "1|...|newaxis" as the specs 1, "...", null. */
function specsOf(text: string): IndexSpec[] {
  return text
    .split("|")
    .map((spec) => (spec === "newaxis" ? null : /^-?\d+$/.test(spec) ? Number(spec) : spec));
}

const PICKING: Operations = {
  index:
    ({ specs = "" }) =>
    (x) =>
      index(x, ...specsOf(specs)),
  "index by positions": () => (x, places) => index(x, places),
  "index by pairs": () => (x, rows, columns) => index(x, rows, columns),
  "index by mask": () => (x, mask) => indexByMask(x, mask),
  gather:
    ({ axis }) =>
    (x, places) =>
      gather(x, axis as number, places),
  "tf.gather":
    ({ axis, batch = 0 }) =>
    (x, places) =>
      tf.gather(x, places as Tensor1D, axis as number, batch),
  "tf.gatherND": () => (x, places) => tf.gatherND(x, places),
  "embedding lookup": () => (table, places) => tf.gather(table, places as Tensor1D),
  slice:
    ({ begin = [], size }) =>
    (x) =>
      tf.slice(x, begin, size as number[]),
  stridedSlice:
    ({ begin = [], end = [], steps }) =>
    (x) =>
      tf.stridedSlice(x, begin, end, steps as number[]),
  unbind:
    ({ axis, place = 0 }) =>
    (x) =>
      unbind(x, axis as number)[place] as Tensor,
  "tf.split":
    ({ sizes = [], axis, place = 0 }) =>
    (x) =>
      tf.split(x, sizes, axis as number)[place] as Tensor,
  "tf.searchSorted": () => (sorted, values) => tf.searchSorted(sorted, values),
  searchSorted:
    ({ right = false }) =>
    (sorted, values) =>
      searchSorted(sorted, values, right ? "right" : "left"),
  bincount:
    ({ size = 0 }) =>
    (x, weights?: Tensor) =>
      bincount(x, { minLength: size as number, ...(weights && { weights }) }),
};

const PLACING: Operations = {
  "tf.scatterND":
    ({ shape = [] }) =>
    (places, updates) =>
      tf.scatterND(places, updates, shape),
  "tf.tensorScatterUpdate": () => (x, places, updates) => tf.tensorScatterUpdate(x, places, updates),
  "tf.tensorScatterUpdate leaves its input": () => (x, places, updates) => [
    tf.tensorScatterUpdate(x, places, updates),
    x,
  ],
  "tf.unsortedSegmentSum":
    ({ segments }) =>
    (x, ids) =>
      tf.unsortedSegmentSum(x, ids as Tensor1D, segments as number),
  "tf.pad":
    ({ pairs = [], value }) =>
    (x) =>
      tf.pad(x, pairs, value as number),
  "tf.pad, then linspace":
    ({ pairs = [] }) =>
    (x) => [tf.pad(x, pairs), tf.linspace(0, 1, 9)],
  "tf.mirrorPad":
    ({ pairs = [], mode }) =>
    (x) =>
      tf.mirrorPad(x, pairs, mode as "reflect" | "symmetric"),
  padAround:
    ({ padding, mode }) =>
    (x) =>
      pad(x, padding as number[], { mode: mode as "reflect" }),
  pad:
    ({ padding, value }) =>
    (x) =>
      pad(x, padding as number[], { value: Number(value) }),
};

const JOINING: Operations = {
  concatenate:
    ({ axis }) =>
    (...parts) =>
      concatenate(parts, axis as number),
  stack:
    ({ axis }) =>
    (...parts) =>
      stack(parts, axis as number),
  vstack:
    () =>
    (...parts) =>
      vstack(parts),
  tile:
    ({ reps = [] }) =>
    (x) =>
      tf.tile(x, reps),
  broadcastTo:
    ({ shape = [] }) =>
    (x) =>
      tf.broadcastTo(x, shape as [number]),
  "tf.fill":
    ({ shape = [], value }) =>
    () =>
      tf.fill(shape as [number], value as number, "int32"),
  diag: () => (x) => tf.diag(x),
  eye: () => (x) => tf.eye(x.size).mul(x),
  arange: () => (x) => x.add(arange(3, 0, -1)),
  linspace: () => (x) => x.mul(linspace(-1, 1, 5)),
};

const ORDERING: Operations = {
  reverse:
    ({ axis }) =>
    (x) =>
      tf.reverse(x, axis),
  flip:
    ({ axis }) =>
    (x) =>
      flip(x, axis),
  roll:
    ({ shift = 0, axis }) =>
    (x) =>
      roll(x, shift, axis),
  tril:
    ({ diagonal }) =>
    (x) =>
      tril(x, diagonal),
  triu:
    ({ diagonal }) =>
    (x) =>
      triu(x, diagonal),
  sort:
    ({ axis, descending }) =>
    (x) =>
      sort(x, axis as number, descending).values,
  argsort:
    ({ axis, descending }) =>
    (x) =>
      argsort(x, axis as number, descending),
  diagonal:
    ({ diagonal: offset, axes = [] }) =>
    (x) =>
      diagonal(x, offset, ...axes),
  "masked fill":
    ({ value }) =>
    (x, mask) =>
      maskedFill(x, mask, value as number),
  "sort with places":
    ({ axis }) =>
    (x) => {
      const { values, indices } = sort(x, axis as number);
      return [values, indices];
    },
  topk:
    ({ k = 1, axis, descending = true }) =>
    (x) => {
      const { values, indices } = topk(x, k, axis as number | undefined, descending);
      return [values, indices];
    },
  "topk's values":
    ({ k = 1, axis, descending = true }) =>
    (x) =>
      topk(x, k, axis as number | undefined, descending).values,
  unique:
    ({ axis }) =>
    async (x) => {
      const { values, inverse, counts } = await unique(x, axis as number | undefined);
      return [values, inverse, counts];
    },
  "tf.topk":
    ({ k }) =>
    (x) =>
      tf.topk(x, k).values,
  "tf.topk with places":
    ({ k }) =>
    (x) => {
      const { values, indices } = tf.topk(x, k);
      return [values, indices];
    },
};

/** Picking, placing, joining, ordering. */
export const INDEXING: Operations = { ...PICKING, ...PLACING, ...JOINING, ...ORDERING };
