import type { Operator } from "../operator.ts";
import { arithmetic } from "./arithmetic.ts";
import { axis } from "./axis.ts";
import { comparison } from "./comparison.ts";
import { condition } from "./condition.ts";
import { defaultValue } from "./default-value.ts";
import { droppedArgument } from "./dropped-argument.ts";
import { droppedCall } from "./dropped-call.ts";
import { droppedOption } from "./dropped-option.ts";
import { dtype } from "./dtype.ts";
import { epsilon } from "./epsilon.ts";
import { filled } from "./filled.ts";
import { flag } from "./flag.ts";
import { infinity } from "./infinity.ts";
import { keepDims } from "./keep-dims.ts";
import { logic } from "./logic.ts";
import { number } from "./number.ts";
import { order } from "./order.ts";
import { pattern } from "./pattern.ts";
import { range } from "./range.ts";
import { reduction } from "./reduction.ts";
import { rounding } from "./rounding.ts";
import { sign } from "./sign.ts";
import { statement } from "./statement.ts";
import { term } from "./term.ts";
import { transposed } from "./transposed.ts";

/** The mistakes that are tried. Where two make the same text, the first one names it. */
export const OPERATORS: readonly Operator[] = [
  axis,
  number,
  epsilon,
  infinity,
  sign,
  arithmetic,
  term,
  reduction,
  droppedCall,
  comparison,
  logic,
  condition,
  statement,
  order,
  pattern,
  range,
  dtype,
  flag,
  keepDims,
  transposed,
  filled,
  rounding,
  droppedArgument,
  droppedOption,
  defaultValue,
];
