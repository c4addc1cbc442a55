import { defineConfig } from "vitest/config";

export default defineConfig({
  // Fields without a value are types only, as in the learner's own transform.
  oxc: {
    typescript: { removeClassFieldsWithoutInitializer: true },
    assumptions: { setPublicClassFields: true },
  },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    server: { deps: { external: [/[\\/]dist[\\/]/] } },
  },
});
