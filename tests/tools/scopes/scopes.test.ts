import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { NotYetError, notYet } from "../../../src/tools/not-yet.ts";
import { evalMode, trainingMode } from "../../../src/tools/scopes/index.ts";

beforeAll(() => startBackend("cpu"));

describe("trainingMode and evalMode", () => {
  test("put each module back to what it was", () => {
    const model = new nn.Sequential(new nn.Dropout(), new nn.Dropout());
    model.at(1).eval();
    {
      using _ = evalMode(model);
      expect(model.modules().map((module) => module.training)).toEqual([false, false, false]);
      {
        using _ = trainingMode(model, true);
        expect(model.at(1).training).toBe(true);
      }
      expect(model.at(0).training).toBe(false);
    }
    expect(model.modules().map((module) => module.training)).toEqual([true, true, false]);
  });

  test("also after an error", () => {
    const model = new nn.Dropout();
    const failing = () => {
      using _ = evalMode(model);
      throw new Error("in between");
    };
    expect(failing).toThrow("in between");
    expect(model.training).toBe(true);
  });
});

describe("notYet", () => {
  test("throws what the tutor knows, with the words of the stub", () => {
    expect(() => notYet("the mean of each row")).toThrow(NotYetError);
    expect(() => notYet("the mean of each row")).toThrow("Not yet: the mean of each row");
  });
});
