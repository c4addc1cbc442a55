import { deviceOf, room } from "arena/grader";
import { meshes, stack, tf, to } from "arena/tools";
import { raytraceMesh } from "../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-video/solution.ts";
import { rotationMatrix } from "../../exercises/0.1-ray-tracing/rotate-mesh/solution.ts";
import { andBack, otherDevice } from "../devices.ts";

const { subProblem, test } = room<typeof Solution>("0.1/raytrace-mesh-video");

/** Marks a callback with the name under which the check of the PyTorch twin knows one that does the same. */
const named = <T extends (...args: never[]) => unknown>(twin: string, run: T): T =>
  Object.assign((...args: Parameters<T>) => run(...args), { twin }) as unknown as T;

/** A tracer that can be followed by hand: 100 for each triangle, plus the first corner's x and ten times its z, times the ray's y plus ten times its z. */
const followed: Solution.Tracer = (rays, triangles) =>
  tf.tidy(() => {
    const [y, z] = [1, 2].map((at) => rays.slice([0, 1, at], [-1, 1, 1]).reshape([-1])) as [
      tf.Tensor,
      tf.Tensor,
    ]; // each [ray]
    const corner = triangles.slice([0, 0, 0], [1, 1, 3]).reshape([3]); // [3]
    const shown = corner.mul(tf.tensor1d([1, 0, 10])).sum(); // []
    return z
      .mul(10)
      .add(y)
      .mul(shown)
      .add(100 * triangles.shape[0]); // [ray]
  });
const follow = named("follow", followed);
const trace = named("raytraceMesh", raytraceMesh);
const rotation = named("rotationMatrix", rotationMatrix);

/** The tracer and what it was called with. */
function watched(): {
  raytrace: Solution.Tracer;
  calls: { rays: number; device: string }[];
} {
  const calls: { rays: number; device: string }[] = [];
  const raytrace = named("follow", (rays: tf.Tensor3D, triangles: tf.Tensor3D) => {
    calls.push({ rays: rays.shape[0], device: tf.getBackend() });
    return followed(rays, triangles);
  });
  return { raytrace, calls };
}

/** Rays with the directions (1, 0, 1), (1, 0, 2), ...: [count, 2, 3]. */
const rayList = (count: number) =>
  Array.from({ length: count }, (_, i) => [
    [0, 0, 0],
    [1, 0, i + 1],
  ]);

/** Rays from (-4, 0, 0), y slow and z fast: [height * width, 2, 3]. */
function screen(height: number, width: number): number[][][] {
  const place = (i: number, n: number) => -0.45 + (0.9 * i) / (n - 1);
  return Array.from({ length: height * width }, (_, k) => [
    [-4, 0, 0],
    [1, place(Math.floor(k / width), height), place(k % width, width)],
  ]);
}

/** Its first corner is (1, 0, 0). */
const TRIANGLE = [
  [1, 0, 0],
  [0, 2, 0],
  [0, 0, 3],
];

subProblem("chunks", () => {
  test("seven rays, two at a time", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(7)) as tf.Tensor3D; // [7, 2, 3]
    const triangles = given.tensor([TRIANGLE, TRIANGLE]) as tf.Tensor3D; // [2, 3, 3]
    await expectSame(
      "raytraceInChunks",
      () => answer.raytraceInChunks(follow, rays, triangles, 2),
      tf.tensor1d([210, 220, 230, 240, 250, 260, 270]),
    );
  });
  test("no call gets more than two rays", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(rayList(7)) as tf.Tensor3D; // [7, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const { raytrace, calls } = watched();
    const sizes = () => {
      answer.raytraceInChunks(raytrace, rays, triangles, 2);
      return calls.map((call) => call.rays);
    };
    await expectThat(
      "how many rays each call of the tracer gets",
      sizes,
      (given) => given.every((n) => n <= 2) && given.reduce((sum, n) => sum + n, 0) === 7,
      "at most 2 in each call and 7 in all",
    );
  });
  test("one ray at a time", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(3)) as tf.Tensor3D; // [3, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame(
      "raytraceInChunks",
      () => answer.raytraceInChunks(follow, rays, triangles, 1),
      tf.tensor1d([110, 120, 130]),
    );
  });
  test("more at once than there are rays", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(2)) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    await expectSame(
      "raytraceInChunks",
      () => answer.raytraceInChunks(follow, rays, triangles, 1000),
      tf.tensor1d([110, 120]),
    );
  });
});

subProblem("turn", () => {
  test("the first frame is not turned", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(2)) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const settings = { numFrames: 1, height: 1, width: 2, raysAtOnce: 2 };
    await expectSame(
      "raytraceMeshVideo of one frame",
      () => answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings),
      tf.tensor3d([[[110, 120]]]),
    );
  });
  test("four frames, a quarter of a turn each", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(1)) as tf.Tensor3D; // [1, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const settings = { numFrames: 4, height: 1, width: 1, raysAtOnce: 1 };
    // the first corner goes through (1, 0, 0), (0, 0, 1), (-1, 0, 0), (0, 0, -1)
    await expectSame(
      "raytraceMeshVideo of four frames",
      () => answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings),
      tf.tensor3d([[[110]], [[200]], [[90]], [[0]]]),
      { atol: 1e-3 },
    );
  });
  test("three frames of a ring, each as traced by itself", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(screen(6, 5)) as tf.Tensor3D; // [30, 2, 3]
    const ring = meshes.torus({ around: 7, across: 5 }); // [70, 3, 3]
    const settings = { numFrames: 3, height: 6, width: 5, raysAtOnce: 8 };
    const alone = [0, 1, 2].map((i) => {
      const R = rotationMatrix((2 * Math.PI * i) / 3); // [3, 3]
      return raytraceMesh(rays, tf.matMul(ring.reshape([-1, 3]), R).reshape([-1, 3, 3])).reshape([6, 5]);
    }); // each [6, 5]
    await expectSame(
      "raytraceMeshVideo of the ring",
      () => answer.raytraceMeshVideo(rays, ring, rotation, trace, settings),
      stack(alone), // [3, 6, 5]
      { atol: 1e-3 },
    );
  });
});

subProblem("frames", () => {
  test("two rows of three", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(6)) as tf.Tensor3D; // [6, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const settings = { numFrames: 2, height: 2, width: 3, raysAtOnce: 4 };
    const frames = [
      [
        [110, 120, 130],
        [140, 150, 160],
      ],
      [
        [90, 80, 70],
        [60, 50, 40],
      ],
    ];
    await expectSame(
      "raytraceMeshVideo of two rows of three",
      () => answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings),
      tf.tensor3d(frames),
      { atol: 1e-3 },
    );
  });
  test("nothing is hit", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(6)) as tf.Tensor3D; // [6, 2, 3]
    const triangles = given.tensor([
      [
        [-1, 8, 0],
        [1, 8, 0],
        [0, 8, 1],
      ],
    ]) as tf.Tensor3D; // [1, 3, 3]
    const settings = { numFrames: 2, height: 3, width: 2, raysAtOnce: 3 };
    await expectSame(
      "raytraceMeshVideo of nothing",
      () => answer.raytraceMeshVideo(rays, triangles, rotation, trace, settings),
      tf.fill([2, 3, 2], Number.POSITIVE_INFINITY),
    );
  });
  test("a film is traced in chunks, too", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(rayList(6)) as tf.Tensor3D; // [6, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const { raytrace, calls } = watched();
    const settings = { numFrames: 2, height: 2, width: 3, raysAtOnce: 4 };
    const sizes = async () => {
      await answer.raytraceMeshVideo(rays, triangles, rotation, raytrace, settings);
      return calls.map((call) => call.rays);
    };
    await expectThat(
      "how many rays each call of the tracer gets",
      sizes,
      (given) => given.every((n) => n <= 4) && given.reduce((sum, n) => sum + n, 0) === 12,
      "at most 4 in each call and 12 in all, 6 for each frame",
    );
  });
  test("progress is told after each frame", async ({ answer, given, expectSame }) => {
    const rays = given.tensor(rayList(2)) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const told = async () => {
      const calls: number[][] = [];
      const onProgress = named("progress", (done: number, total: number) => void calls.push([done, total]));
      const settings = { numFrames: 3, height: 1, width: 2, raysAtOnce: 1, onProgress };
      await answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings);
      return calls;
    };
    const expected = [
      [1, 3],
      [2, 3],
      [3, 3],
    ];
    await expectSame("what onProgress is told", told, expected);
  });
  test("no tensor is left over", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(rayList(6)) as tf.Tensor3D; // [6, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const leftAfter = async (numFrames: number) => {
      const before = tf.memory().numTensors;
      const settings = { numFrames, height: 2, width: 3, raysAtOnce: 2 };
      await answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings);
      return tf.memory().numTensors - before;
    };
    await expectThat(
      "tensors left after films of two and of six frames",
      async () => [await leftAfter(2), await leftAfter(6)],
      ([two, six]) => two === 1 && six === 1,
      "1 and 1, the film itself. `tf.tidy` frees what else a frame made",
    );
  });
});

subProblem("device", () => {
  test("every ray is traced on the other device", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(rayList(4)) as tf.Tensor3D; // [4, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const { raytrace, calls } = watched();
    const device = await otherDevice();
    const settings = { numFrames: 2, height: 2, width: 2, raysAtOnce: 2, device };
    const devices = () =>
      andBack(async () => {
        await answer.raytraceMeshVideo(rays, triangles, rotation, raytrace, settings);
        return calls.map((call) => call.device);
      });
    await expectThat(
      "the device of each call of the tracer",
      devices,
      (used) => used.length > 0 && used.every((name) => name === device),
      `"${device}" every time`,
    );
  });
  test("without a device you stay where you are", async ({ answer, expectThat }) => {
    const { raytrace, calls } = watched();
    const device = await otherDevice();
    const settings = { numFrames: 2, height: 2, width: 2, raysAtOnce: 2 };
    const devices = () =>
      andBack(async () => {
        await to(device);
        const [rays, triangles] = [tf.tensor3d(rayList(4)), tf.tensor3d([TRIANGLE])]; // [4, 2, 3], [1, 3, 3]
        await answer.raytraceMeshVideo(rays, triangles, rotation, raytrace, settings);
        return [...calls.map((call) => call.device), tf.getBackend()];
      });
    await expectThat(
      "the device of each call of the tracer, and the one afterwards",
      devices,
      (used) => used.length > 1 && used.every((name) => name === device),
      `"${device}" every time, where you were`,
    );
  });
  test("home again, with the same film", async ({ answer, given, expectSame, expectThat }) => {
    const rays = given.tensor(rayList(2)) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const home = tf.getBackend();
    const settings = { numFrames: 2, height: 1, width: 2, raysAtOnce: 1, device: await otherDevice() };
    await andBack(async () => {
      const film = async () => {
        const frames = await answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings);
        return { frames, at: tf.getBackend(), lies: deviceOf(frames) };
      };
      let made: Awaited<ReturnType<typeof film>> | undefined;
      await expectThat(
        "the device afterwards, and where the film lies",
        async () => {
          made = await film();
          return [made.at, made.lies];
        },
        (places) => places.every((place) => place === home),
        `"${home}" and "${home}", where you were called`,
      );
      await expectSame("the film", made?.frames, tf.tensor3d([[[110, 120]], [[90, 80]]]), { atol: 1e-3 });
    });
  });
  test("the inputs stay where they were", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(rayList(2)) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const home = tf.getBackend();
    const settings = { numFrames: 1, height: 1, width: 2, raysAtOnce: 1, device: await otherDevice() };
    const places = () =>
      andBack(async () => {
        await answer.raytraceMeshVideo(rays, triangles, rotation, follow, settings);
        return [deviceOf(rays), deviceOf(triangles)];
      });
    await expectThat(
      "where rays and triangles lie",
      places,
      (found) => found.every((place) => place === home),
      `"${home}" and "${home}": move copies, not the inputs`,
    );
  });
  test("home again after an error", async ({ answer, given, expectThat }) => {
    const rays = given.tensor(rayList(2)) as tf.Tensor3D; // [2, 2, 3]
    const triangles = given.tensor([TRIANGLE]) as tf.Tensor3D; // [1, 3, 3]
    const home = tf.getBackend();
    const broken = named("broken", (): tf.Tensor1D => {
      throw new Error("this tracer is broken");
    });
    const settings = { numFrames: 1, height: 1, width: 2, raysAtOnce: 1, device: await otherDevice() };
    const place = () =>
      andBack(async () => {
        try {
          await answer.raytraceMeshVideo(rays, triangles, rotation, broken, settings);
          return "no error";
        } catch (error) {
          if (error instanceof Error && error.message !== "this tracer is broken") throw error;
          return tf.getBackend();
        }
      });
    await expectThat(
      "the device after the tracer threw",
      place,
      (at) => at === home,
      `"${home}", where you were called, and the error is passed on`,
    );
  });
});
