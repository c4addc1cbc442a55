/** The names behind `meshes.`: triangles to trace, float32 [nTriangles, 3, 3], wound so that they face outward. */
export { fitted } from "./fitted.ts";
export { type IcosphereSettings, icosphere } from "./icosphere.ts";
export { loadMesh } from "./load-mesh.ts";
export { parseObj } from "./obj.ts";
export { parseStl } from "./stl.ts";
export { type TorusSettings, torus } from "./torus.ts";
export { type TrophySettings, trophy } from "./trophy.ts";
