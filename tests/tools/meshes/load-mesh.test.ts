import { expect, test } from "vitest";
import { loadMesh } from "../../../src/tools/meshes/load-mesh.ts";

test("a file that is not there: the path, why, and where a file may lie", async () => {
  await expect(loadMesh("/nowhere/cup.stl")).rejects.toThrow(
    /"\/nowhere\/cup\.stl" cannot be read \(ENOENT\)[\s\S]*join\(import\.meta\.dirname, "cup\.stl"\)/,
  );
});
