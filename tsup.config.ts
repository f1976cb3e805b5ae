import { defineConfig } from "tsup"

// Every package is built by this one file, from the package's own folder.
export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/internal/**"],
  format: "esm",
  target: "es2022",
  platform: "node",
  splitting: true,
  sourcemap: true,
  // declarations are the compiler's: not made here, and not swept away either
  dts: false,
  clean: ["!**/*.d.ts", "!**/*.d.ts.map"],
  silent: true
})
