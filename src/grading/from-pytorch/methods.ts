/** What a tensor's methods of PyTorch and NumPy are here, where the name alone does not tell. */
export const METHODS = tableOf({
  "matmul mm bmm": "`tf.matMul(x, y)`, or `x.matMul(y)`",
  view: "`x.reshape([2, 3])`; `rearrange(x, 'a b -> b a')` moves axes",
  permute: "`x.transpose([1, 0])`, or `rearrange(x, 'a b -> b a')`",
  "t swapaxes": "`x.transpose()` of a matrix, `x.transpose([0, 2, 1])` of more axes",
  size: "`x.shape`, an array: `x.shape[0]` is torch's `x.size(0)`",
  "dim ndim ndimension": "`x.rank`",
  shape: "`x.shape` without parentheses, an array: `x.shape[0]`",
  "len length __len__": "`x.shape[0]` along the first axis, `x.size` of all",
  "numel nelement": "`x.size`, which is no function",
  "item tolist numpy":
    "`(await x.data())[0]` for one number, `await x.array()` for all; the function around it is async",
  backward: "`backward(() => loss, parameters)`, a function of the tools, given the loss as a function",
  requires_grad_: "`new nn.Parameter(x)`",
  "contiguous cpu cuda": "nothing at all: leave it out",
  float: '`x.cast("float32")`',
  "long int": '`x.cast("int32")`',
  bool: '`x.cast("bool")`',
  type: '`x.cast("float32")`',
  eq: "`x.equal(y)`",
  ne: "`x.notEqual(y)`",
  gt: "`x.greater(y)`",
  ge: "`x.greaterEqual(y)`",
  lt: "`x.less(y)`",
  le: "`x.lessEqual(y)`",
  "clamp clip": "`x.clipByValue(low, high)`, or `x.maximum(0)`",
  amax: "`x.max(axis)`",
  amin: "`x.min(axis)`",
  var: "`variance(x, axis)`, a function of the tools",
  "expand expand_as": "`x.broadcastTo(shape)`",
  repeat: "`x.tile([2, 1])`, or `repeat(x, 'a -> 2 a')`, a function of the tools",
  repeat_interleave: "`repeat(x, 'a -> (a 2)')`, a function of the tools",
  "scatter scatter_ index_put_": "`tf.tensorScatterUpdate(x, indices, values)`, a new tensor",
  masked_select: "`indexByMask(x, mask)`, a function of the tools",
  index_select: "`x.gather(indices, axis)`",
  "new_zeros zeros_like": "`tf.zerosLike(x)`",
  logsumexp: "`x.logSumExp(axis)`",
  chunk: "`x.split(parts, axis)`",
});

/** What functions of `torch` and `np` are here, where the name alone does not tell. */
export const FUNCTIONS = tableOf({
  "randn normal": '`tf.randomNormal(shape)`, or seeded: `tf.randomNormal(shape, 0, 1, "float32", seed)`',
  "rand uniform": "`tf.randomUniform(shape)`",
  randint: '`tf.randomUniform(shape, low, high, "int32")`',
  "cat hstack": "`concatenate([x, y], axis)`, a function of the tools",
  "array from_numpy as_tensor": "`tf.tensor(numbers)`",
  no_grad: "`using _ = noGrad();` at the top of a block",
  permute: "`x.transpose([1, 0])`",
  "mm bmm": "`tf.matMul(x, y)`",
  eq: "`tf.equal(x, y)`",
  "clamp clip": "`tf.clipByValue(x, low, high)`",
  amax: "`tf.max(x, axis)`",
  amin: "`tf.min(x, axis)`",
  var: "`variance(x, axis)`, a function of the tools",
});

/** One entry a name, from keys that hold several with one answer. */
function tableOf(answers: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(answers).flatMap(([names, instead]) =>
      names.split(" ").map((name) => [name, instead] as const),
    ),
  );
}
