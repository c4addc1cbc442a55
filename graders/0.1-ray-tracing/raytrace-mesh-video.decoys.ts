import { decoys } from "arena/grader";
import { concatenate, type Device, einsum, rearrange, stack, tf, to, where } from "arena/tools";
import * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-video/solution.ts";

const { raytraceInChunks, raytraceMeshVideo } = Solution;
type Chunks = typeof raytraceInChunks;
type Film = typeof raytraceMeshVideo;
type Tracer = Solution.Tracer;

/** Tracing in chunks with other bounds: start and count of each. */
function chunksBy(
  bounds: (nRays: number, raysAtOnce: number) => readonly (readonly [number, number])[],
): Chunks {
  return (raytrace, rays, triangles, raysAtOnce) => {
    const parts = bounds(rays.shape[0], raysAtOnce).map(([start, count]) =>
      raytrace(rays.slice([start], [count]), triangles),
    ); // each [count]
    return concatenate(parts) as tf.Tensor1D;
  };
}

/** The bounds of chunks of `size`, the last one smaller. */
const cut = (nRays: number, size: number): (readonly [number, number])[] =>
  Array.from({ length: Math.ceil(nRays / size) }, (_, i) => [i * size, Math.min(size, nRays - i * size)]);

/** What goes wrong in a copy of the film. */
interface Slips {
  readonly angle?: (i: number, numFrames: number) => number;
  readonly turn?: (triangles: tf.Tensor, R: tf.Tensor) => tf.Tensor;
  readonly fromTurned?: boolean;
  readonly trace?: Chunks;
  readonly cutFrame?: (frames: tf.Tensor, height: number, width: number) => tf.Tensor;
  readonly tell?: (i: number) => number | undefined;
}

const turned = (triangles: tf.Tensor, R: tf.Tensor) => einsum("t corner i, i j -> t corner j", triangles, R);
const rows = (frames: tf.Tensor, height: number, width: number) =>
  rearrange(frames, "frame (y z) -> frame y z", { y: height, z: width });

/** The film with a slip, made in one scope so that nothing is left over. */
function filmWith({
  angle = (i, n) => (2 * Math.PI * i) / n,
  turn = turned,
  fromTurned = false,
  trace = raytraceInChunks,
  cutFrame = rows,
  tell = (i) => i + 1,
}: Slips): Film {
  return async (rays, triangles, rotationMatrix, raytrace, settings) => {
    const { numFrames, height, width, raysAtOnce, onProgress } = settings;
    const film = (there: tf.Tensor3D, mesh: tf.Tensor3D) => {
      const frames: tf.Tensor[] = [];
      let shape: tf.Tensor = mesh; // [triangle, 3, 3]
      for (let i = 0; i < numFrames; i++) {
        shape = turn(fromTurned ? shape : mesh, rotationMatrix(angle(i, numFrames))); // [triangle, 3, 3]
        frames.push(trace(raytrace, there, shape as tf.Tensor3D, raysAtOnce)); // [ray]
        const done = tell(i);
        if (done !== undefined) onProgress?.(done, numFrames);
      }
      return cutFrame(stack(frames), height, width) as tf.Tensor3D; // [frame, height, width]
    };
    return thereAndBack(rays, triangles, settings.device, film);
  };
}

/** Makes a film on a device and brings it home, even after an error. */
async function thereAndBack(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  device: Device | undefined,
  film: (rays: tf.Tensor3D, triangles: tf.Tensor3D) => tf.Tensor3D,
): Promise<tf.Tensor3D> {
  const home = tf.getBackend() as Device;
  try {
    const [there, mesh] = await to(device ?? home, rays, triangles);
    const made = tf.tidy(() => film(there, mesh)); // [frame, height, width]
    const [frames] = await to(home, made);
    tf.dispose([there, mesh, made]);
    return frames;
  } finally {
    await to(home);
  }
}

/** A film on a device that is not left again: `leave` says when it is. */
function filmWithoutReturn(leave: "never" | "if all goes well"): Film {
  return async (rays, triangles, rotationMatrix, raytrace, settings) => {
    const home = tf.getBackend() as Device;
    const { device = home, ...rest } = settings;
    const [there, mesh] = await to(device, rays, triangles);
    const made = await raytraceMeshVideo(there, mesh, rotationMatrix, raytrace, rest); // [frame, height, width]
    tf.dispose([there, mesh]);
    if (leave === "never") return made;
    const [frames] = await to(home, made);
    made.dispose();
    return frames;
  };
}

const filmOfInputs: Film = async (rays, triangles, rotationMatrix, raytrace, settings) => {
  const home = tf.getBackend() as Device;
  const { device = home, ...rest } = settings;
  try {
    await tf.setBackend(device);
    const made = await raytraceMeshVideo(
      tf.neg(tf.neg(rays)),
      tf.neg(tf.neg(triangles)),
      rotationMatrix,
      raytrace,
      rest,
    );
    const [frames] = await to(home, made);
    return frames;
  } finally {
    await tf.setBackend(home);
  }
};

const whenLoaded = tf.getBackend() as Device;

const filmFromWhereItWasLoaded: Film = async (rays, triangles, rotationMatrix, raytrace, settings) => {
  const { device = whenLoaded, ...rest } = settings;
  try {
    const [there, mesh] = await to(device, rays, triangles);
    const made = await raytraceMeshVideo(there, mesh, rotationMatrix, raytrace, rest); // [frame, height, width]
    const [frames] = await to(whenLoaded, made);
    tf.dispose([there, mesh, made]);
    return frames;
  } finally {
    await to(whenLoaded);
  }
};

const filmWithoutTidy: Film = async (rays, triangles, rotationMatrix, raytrace, settings) => {
  const { numFrames, height, width, raysAtOnce, onProgress, device } = settings;
  if (device !== undefined) return raytraceMeshVideo(rays, triangles, rotationMatrix, raytrace, settings);
  const frames: tf.Tensor[] = [];
  for (let i = 0; i < numFrames; i++) {
    const mesh = turned(triangles, rotationMatrix((2 * Math.PI * i) / numFrames)) as tf.Tensor3D; // [triangle, 3, 3]
    frames.push(raytraceInChunks(raytrace, rays, mesh, raysAtOnce)); // [ray]
    onProgress?.(i + 1, numFrames);
  }
  return rows(stack(frames), height, width) as tf.Tensor3D;
};

const atOnce = (raytrace: Tracer, rays: tf.Tensor3D, triangles: tf.Tensor3D) => raytrace(rays, triangles);

export default decoys<typeof Solution>([
  {
    name: "last-rays-lost",
    teaches:
      "The rays left over after the last full chunk are not traced. Trace them, too, in a smaller chunk.",
    caughtBy: ["chunks/seven-rays-two-at-a-time"],
    subProblem: "chunks",
    implementation: {
      raytraceInChunks: chunksBy((n, size) => (n < size ? [[0, n]] : cut(n - (n % size), size))),
    },
  },
  {
    name: "last-chunk-overlaps",
    teaches:
      "Your last chunk reaches back to be full, so some rays are in the result twice. Let it be smaller.",
    caughtBy: ["chunks/seven-rays-two-at-a-time"],
    subProblem: "chunks",
    implementation: {
      raytraceInChunks: chunksBy((n, size) =>
        cut(n, size).map(([start]) => [Math.max(0, Math.min(start, n - size)), Math.min(n, size)] as const),
      ),
    },
  },
  {
    name: "all-at-once",
    teaches:
      "The tracer gets all rays in one call, whatever raysAtOnce is: a large picture needs memory for all pairs.",
    caughtBy: ["chunks/no-call-gets-more-than-two-rays"],
    subProblem: "chunks",
    implementation: { raytraceInChunks: atOnce },
  },
  {
    name: "so-many-chunks",
    teaches:
      "You make raysAtOnce chunks. It says how many rays are in a chunk, not how many chunks there are.",
    caughtBy: ["chunks/no-call-gets-more-than-two-rays"],
    subProblem: "chunks",
    implementation: { raytraceInChunks: chunksBy((n, count) => cut(n, Math.ceil(n / count))) },
  },
  {
    name: "chunks-stacked",
    teaches:
      "You stack the chunks, which gives them an axis of their own. Put one after the other: concatenate.",
    caughtBy: ["chunks/one-ray-at-a-time", "chunks/more-at-once-than-there-are-rays"],
    subProblem: "chunks",
    technique: "concatenate",
    implementation: {
      raytraceInChunks: (...[raytrace, rays, triangles, size]: Parameters<Chunks>) =>
        stack(
          cut(rays.shape[0], size).map(([start, count]) => raytrace(rays.slice([start], [count]), triangles)),
        ),
    },
  },
  {
    name: "never-turned",
    teaches: "Every frame is the same: multiply the corners by the matrix of each frame's own angle.",
    caughtBy: ["turn/four-frames-a-quarter-of-a-turn-each"],
    subProblem: "turn",
    implementation: { raytraceMeshVideo: filmWith({ turn: (triangles) => triangles }) },
  },
  {
    name: "first-frame-turned",
    teaches:
      "Your first frame is turned already. Frame i is turned by 2π · i / numFrames, and i starts at 0.",
    caughtBy: ["turn/four-frames-a-quarter-of-a-turn-each"],
    subProblem: "turn",
    implementation: { raytraceMeshVideo: filmWith({ angle: (i, n) => (2 * Math.PI * (i + 1)) / n }) },
  },
  {
    name: "last-frame-is-the-first",
    teaches:
      "Your last frame shows what the first one shows, and the film stumbles. Divide by numFrames, not numFrames - 1.",
    caughtBy: ["turn/four-frames-a-quarter-of-a-turn-each"],
    subProblem: "turn",
    implementation: {
      raytraceMeshVideo: filmWith({ angle: (i, n) => (2 * Math.PI * i) / Math.max(1, n - 1) }),
    },
  },
  {
    name: "half-a-turn",
    teaches: "The mesh turns by π in all. Once around is 2π.",
    caughtBy: ["turn/four-frames-a-quarter-of-a-turn-each"],
    subProblem: "turn",
    implementation: { raytraceMeshVideo: filmWith({ angle: (i, n) => (Math.PI * i) / n }) },
  },
  {
    name: "faster-and-faster",
    teaches:
      "You turn the turned mesh by the angle since the start. Turn the mesh that you were given, or by one step only.",
    caughtBy: [
      "turn/four-frames-a-quarter-of-a-turn-each",
      "turn/three-frames-of-a-ring-each-as-traced-by-itself",
    ],
    subProblem: "turn",
    implementation: { raytraceMeshVideo: filmWith({ fromTurned: true }) },
  },
  {
    name: "the-other-way-round",
    teaches: "The mesh turns the other way: corners are rows, p · R. You computed R · p.",
    caughtBy: ["turn/four-frames-a-quarter-of-a-turn-each"],
    subProblem: "turn",
    implementation: {
      raytraceMeshVideo: filmWith({ turn: (triangles, R) => turned(triangles, tf.transpose(R)) }),
    },
  },
  {
    name: "height-and-width-swapped",
    teaches: "Your frames are [frame, width, height]. It is height first: a frame is a list of rows.",
    caughtBy: ["frames/two-rows-of-three"],
    subProblem: "frames",
    implementation: {
      raytraceMeshVideo: filmWith({ cutFrame: (frames, height, width) => rows(frames, width, height) }),
    },
  },
  {
    name: "columns-for-rows",
    teaches: "You read the rays column by column. z runs fast: the first `width` rays are the first row.",
    caughtBy: ["frames/two-rows-of-three"],
    subProblem: "frames",
    technique: "einops-rearrange",
    implementation: {
      raytraceMeshVideo: filmWith({
        cutFrame: (frames, height, width) =>
          rearrange(frames, "frame (z y) -> frame y z", { y: height, z: width }),
      }),
    },
  },
  {
    name: "frames-not-cut",
    teaches: "Each frame is still one line of rays. Cut it into `height` rows of `width`.",
    caughtBy: ["frames/two-rows-of-three"],
    subProblem: "frames",
    technique: "einops-rearrange",
    implementation: { raytraceMeshVideo: filmWith({ cutFrame: (frames) => frames }) },
  },
  {
    name: "misses-blackened",
    teaches:
      "You put 0 where nothing is hit. Leave what the tracer says; whoever draws the film chooses the colour.",
    caughtBy: ["frames/nothing-is-hit"],
    subProblem: "frames",
    implementation: {
      raytraceMeshVideo: filmWith({
        cutFrame: (frames, height, width) => {
          const cut = rows(frames, height, width); // [frame, height, width]
          return where(cut.less(Number.POSITIVE_INFINITY), cut, 0); // [frame, height, width]
        },
      }),
    },
  },
  {
    name: "frames-at-once",
    teaches: "A film traces each frame in one call of the tracer. Use raytraceInChunks for every frame.",
    caughtBy: ["frames/a-film-is-traced-in-chunks-too"],
    subProblem: "frames",
    implementation: { raytraceMeshVideo: filmWith({ trace: atOnce }) },
  },
  {
    name: "progress-from-zero",
    teaches: "You tell the frame's index. Tell how many are done: 1 after the first one.",
    caughtBy: ["frames/progress-is-told-after-each-frame"],
    subProblem: "frames",
    implementation: { raytraceMeshVideo: filmWith({ tell: (i) => i }) },
  },
  {
    name: "progress-never",
    teaches: "onProgress is never called. Call it after each frame.",
    caughtBy: ["frames/progress-is-told-after-each-frame"],
    subProblem: "frames",
    implementation: { raytraceMeshVideo: filmWith({ tell: () => undefined }) },
  },
  {
    name: "meshes-kept",
    teaches:
      "Every frame leaves tensors behind, a turned mesh among them, and a long film runs out of memory. Use tf.tidy.",
    caughtBy: ["frames/no-tensor-is-left-over"],
    subProblem: "frames",
    implementation: { raytraceMeshVideo: filmWithoutTidy },
  },
  {
    name: "device-ignored",
    teaches: "You trace where you are. If the settings name a device, the rays have to be traced there.",
    caughtBy: ["device/every-ray-is-traced-on-the-other-device"],
    subProblem: "device",
    implementation: {
      raytraceMeshVideo: (...[rays, triangles, rotation, raytrace, settings]: Parameters<Film>) => {
        const { device: _, ...rest } = settings;
        return raytraceMeshVideo(rays, triangles, rotation, raytrace, rest);
      },
    },
  },
  {
    name: "stays-away",
    teaches:
      "You stay on the other device, and whoever called you goes on there. Bring the film home and go back.",
    caughtBy: ["device/home-again-with-the-same-film"],
    subProblem: "device",
    implementation: { raytraceMeshVideo: filmWithoutReturn("never") },
  },
  {
    name: "stays-away-after-an-error",
    teaches: "If the tracer throws, you are left on the other device. Go back in a `finally`.",
    caughtBy: ["device/home-again-after-an-error"],
    subProblem: "device",
    technique: "context-managers",
    implementation: { raytraceMeshVideo: filmWithoutReturn("if all goes well") },
  },
  {
    name: "inputs-moved",
    teaches:
      "You switch the backend and use the inputs there, which takes them away from where they were. Give copies to the other device: `to`.",
    caughtBy: ["device/the-inputs-stay-where-they-were"],
    subProblem: "device",
    implementation: { raytraceMeshVideo: filmOfInputs },
  },
  {
    name: "home-when-loaded",
    teaches:
      "You ask where you are once, while the file loads. Ask in the function: its caller may have moved since.",
    caughtBy: ["device/without-a-device-you-stay-where-you-are"],
    subProblem: "device",
    implementation: { raytraceMeshVideo: filmFromWhereItWasLoaded },
  },
]);
