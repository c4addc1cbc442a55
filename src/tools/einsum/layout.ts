import { type Labelled, sameOrder } from "./labelled.ts";

/** The indices of a product of two operands by the part they play in a matrix product. */
export interface Roles {
  /** In both operands and in the result. */
  readonly batch: readonly string[];
  /** In both operands, summed over. */
  readonly contracted: readonly string[];
  /** In the left, the right operand only. */
  readonly freeLeft: readonly string[];
  readonly freeRight: readonly string[];
}

/** How an operand is handed to matMul. */
interface Reading {
  /** Order of its indices. */
  readonly order: readonly string[];
  /** Whether matMul is told to read each matrix transposed, which costs nothing. */
  readonly transposed: boolean;
  /** Whether the operand has to be copied into that order first. */
  readonly copied: boolean;
}

/** Orders for each role, and what has to be copied to get them. */
export interface Layout extends Roles {
  readonly left: Reading;
  readonly right: Reading;
  /** Indices of the result. */
  readonly result: readonly string[];
  /** How many numbers are copied to get these orders. */
  readonly moved: number;
}

/**
 * Chooses the orders for which the fewest numbers are moved. matMul reads either operand transposed at no
 * cost, so an operand is copied only if its roles are interleaved or in another order than the other
 * operand's.
 */
export function cheapestLayout(
  left: Labelled,
  right: Labelled,
  roles: Roles,
  target: readonly string[] | undefined,
  resultSize: number,
): Layout {
  let best: Layout | undefined;
  for (const orders of candidates(left.indices, right.indices, roles, target)) {
    const layout = layoutFor(left, right, orders, target, resultSize);
    if (layout.moved === 0) return layout;
    if (best === undefined || layout.moved < best.moved) best = layout;
  }
  if (best === undefined) throw new Error("internal: einsum found no layout");
  return best;
}

function* candidates(
  left: readonly string[],
  right: readonly string[],
  roles: Roles,
  target: readonly string[] | undefined,
): Generator<Roles> {
  for (const batch of ordersIn(roles.batch, left, right, target)) {
    for (const contracted of ordersIn(roles.contracted, left, right)) {
      for (const freeLeft of ordersIn(roles.freeLeft, left, target)) {
        for (const freeRight of ordersIn(roles.freeRight, right, target)) {
          yield { batch, contracted, freeLeft, freeRight };
        }
      }
    }
  }
}

function layoutFor(
  { tensor: a, indices: inLeft }: Labelled,
  { tensor: b, indices: inRight }: Labelled,
  orders: Roles,
  target: readonly string[] | undefined,
  resultSize: number,
): Layout {
  const { batch, contracted, freeLeft, freeRight } = orders;
  const left = reading(inLeft, batch, freeLeft, contracted);
  const right = reading(inRight, batch, contracted, freeRight);
  const result = [...batch, ...freeLeft, ...freeRight];
  const turned = target === undefined || sameOrder(result, target) ? 0 : resultSize;
  const moved = (left.copied ? a.size : 0) + (right.copied ? b.size : 0) + turned;
  return { ...orders, left, right, result, moved };
}

/** The distinct orders that these indices have in the given tensors. */
function ordersIn(
  indices: readonly string[],
  ...tensors: readonly (readonly string[] | undefined)[]
): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (const tensor of tensors) {
    const order = tensor?.filter((index) => indices.includes(index));
    if (order?.length !== indices.length || found.some((other) => sameOrder(other, order))) continue;
    found.push(order);
  }
  return found;
}

/**
 * What is copied keeps its last axis last, because copying whole rows is several times quicker than single
 * numbers.
 */
function reading(
  indices: readonly string[],
  batch: readonly string[],
  rows: readonly string[],
  columns: readonly string[],
): Reading {
  const plain = [...batch, ...rows, ...columns];
  const turned = [...batch, ...columns, ...rows];
  if (sameOrder(indices, plain)) return { order: plain, transposed: false, copied: false };
  if (sameOrder(indices, turned)) return { order: turned, transposed: true, copied: false };
  const transposed = rows.at(-1) !== undefined && rows.at(-1) === indices.at(-1);
  return { order: transposed ? turned : plain, transposed, copied: true };
}
