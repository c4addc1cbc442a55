import { FLOAT } from "./arithmetic";

/** Max pooling's gradient as JavaScript lays it out in memory: NHWC, `gradient` of the images' size and zeros. */
@unmanaged
class Pooling {
  images: usize;
  results: usize;
  gradient: usize;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  windowHeight: i32;
  windowWidth: i32;
  strideDown: i32;
  strideAcross: i32;
  top: i32;
  left: i32;
}

/**
 * For the images `begin` to `end`: adds what flows into each window's result, `results`, to the place of its
 * largest entry: the first of equals, and a NaN before any number, as in PyTorch.
 */
export function maxPoolGradient(address: usize, _scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Pooling>(address);
  const rowBytes = <usize>(job.width * job.channels) * FLOAT;
  for (let image = begin; image < end; image++) {
    const offset = <usize>(image * job.height) * rowBytes;
    let result = job.results + <usize>(image * job.outHeight * job.outWidth * job.channels) * FLOAT;
    for (let row = 0; row < job.outHeight; row++) {
      const y = row * job.strideDown - job.top;
      const first = max(0, y),
        last = min(job.height, y + job.windowHeight);
      for (let column = 0; column < job.outWidth; column++) {
        const x = column * job.strideAcross - job.left;
        const left = max(0, x),
          right = min(job.width, x + job.windowWidth);
        const corner = offset + <usize>first * rowBytes + <usize>(left * job.channels) * FLOAT;
        addWindow(job, corner, last - first, right - left, result);
        result += <usize>job.channels * FLOAT;
      }
    }
  }
}

/**
 * All channels of one window, `rows` by `columns`, that begins `corner` bytes behind the images' begin. Nothing
 * for a window that lies in the padding.
 */
function addWindow(job: Pooling, corner: usize, rows: i32, columns: i32, result: usize): void {
  if (rows <= 0 || columns <= 0) return;
  let channel = 0;
  for (; channel + 4 <= job.channels; channel += 4) {
    addFourChannels(job, corner, rows, columns, result);
    corner += 16;
    result += 16;
  }
  for (; channel < job.channels; channel++) {
    addChannel(job, corner, rows, columns, result);
    corner += FLOAT;
    result += FLOAT;
  }
}

function addFourChannels(job: Pooling, corner: usize, rows: i32, columns: i32, result: usize): void {
  const pixel = <usize>job.channels * FLOAT;
  const line = <usize>job.width * pixel;
  let best = v128.load(job.images + corner);
  let winner = i32x4.splat(<i32>corner);
  for (let i = 0; i < rows; i++) {
    let at = corner + <usize>i * line;
    for (let j = 0; j < columns; j++) {
      const value = v128.load(job.images + at);
      const better = v128.or(f32x4.gt(value, best), f32x4.ne(value, value));
      best = v128.bitselect(value, best, better);
      winner = v128.bitselect(i32x4.splat(<i32>at), winner, better);
      at += pixel;
    }
  }
  const flowing = v128.load(result);
  add(job.gradient + <usize>i32x4.extract_lane(winner, 0), f32x4.extract_lane(flowing, 0));
  add(job.gradient + <usize>i32x4.extract_lane(winner, 1) + 4, f32x4.extract_lane(flowing, 1));
  add(job.gradient + <usize>i32x4.extract_lane(winner, 2) + 8, f32x4.extract_lane(flowing, 2));
  add(job.gradient + <usize>i32x4.extract_lane(winner, 3) + 12, f32x4.extract_lane(flowing, 3));
}

function addChannel(job: Pooling, corner: usize, rows: i32, columns: i32, result: usize): void {
  const pixel = <usize>job.channels * FLOAT;
  const line = <usize>job.width * pixel;
  let best = f32.load(job.images + corner);
  let winner = corner;
  for (let i = 0; i < rows; i++) {
    let at = corner + <usize>i * line;
    for (let j = 0; j < columns; j++) {
      const value = f32.load(job.images + at);
      if (value > best || isNaN(value)) {
        best = value;
        winner = at;
      }
      at += pixel;
    }
  }
  add(job.gradient + winner, f32.load(result));
}

function add(at: usize, value: f32): void {
  f32.store(at, f32.load(at) + value);
}
