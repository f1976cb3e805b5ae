import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Facts from "../src/internal/facts.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

/** As much of the bundler as is used here. */
interface Bundler {
  readonly build: (options: Readonly<Record<string, unknown>>) => Promise<{
    readonly outputFiles: ReadonlyArray<{ readonly text: string }>
    readonly metafile: {
      readonly inputs: Readonly<Record<string, unknown>>
      readonly outputs: Readonly<
        Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
      >
    }
  }>
}

/** What a host's bundler makes of a program, and which modules of ours it had to look at and which of them it kept. */
const bundle = (program: string) =>
  Effect.promise(async () => {
    // the bundler is the one that tsup brings along
    const tsup = createRequire(import.meta.url).resolve("tsup")
    const esbuild: Bundler = await import(pathToFileURL(createRequire(tsup).resolve("esbuild")).href)
    const { metafile, outputFiles } = await esbuild.build({
      stdin: { contents: program, resolveDir: path.join(root, "src"), loader: "ts" },
      absWorkingDir: root,
      bundle: true,
      metafile: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "node",
      external: ["effect", "effect/*", "@effect/*", "@openfaith/client-core"]
    })
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
    return {
      text: outputFiles[0]?.text ?? "",
      loaded: Object.keys(metafile.inputs),
      kept: inputs.flatMap(([name, { bytesInOutput }]) => (bytesInOutput > 0 ? [name] : []))
    }
  })

const products = Object.keys(Facts.versions)

/** Which products some modules are of. */
const productsIn = (names: ReadonlyArray<string>) =>
  products.filter((product) => names.some((name) => name.startsWith(`src/${product}/`) || name === `src/${product}.ts`))

describe("a host that imports", () => {
  it.effect.each(products)("one product loads none of the others: %s", (product) =>
    Effect.gen(function* () {
      const { kept, loaded, text } = yield* bundle(
        `import { endpoints } from "./${product}.ts"\nconsole.log(endpoints)`
      )
      assert.deepStrictEqual(productsIn(loaded), [product])
      assert.deepStrictEqual(productsIn(kept), [product])
      for (const other of products.filter((name) => name !== product)) {
        assert.notInclude(text, `"/${other}/v2/`, `${product} holds a path of ${other}`)
      }
    })
  )

  it.effect("the settings alone loads no product", () =>
    Effect.gen(function* () {
      const { kept, loaded } = yield* bundle('import * as Pco from "./Pco.ts"\nconsole.log(Pco.api)')
      assert.deepStrictEqual(productsIn(loaded), [])
      assert.include(kept, "src/Pco.ts")
    })
  )

  it.effect("the package itself keeps only what subscriptions need, and without them nothing", () =>
    Effect.gen(function* () {
      const whole = yield* bundle('import { Subscriptions } from "./index.ts"\nconsole.log(Subscriptions.ensure)')
      assert.deepStrictEqual(productsIn(whole.kept), ["webhooks"])
      const part = yield* bundle('import { Pco, Webhook } from "./index.ts"\nconsole.log(Pco.api, Webhook.receive)')
      assert.deepStrictEqual(productsIn(part.kept), [])
    })
  )

  it.effect("one resource keeps that and what comes along with it", () =>
    Effect.gen(function* () {
      const { kept, text } = yield* bundle('import { Tab } from "./people.ts"\nconsole.log(Tab.list)')
      assert.include(kept, "src/people/Tab.ts")
      assert.notInclude(kept, "src/people/Workflow.ts")
      assert.notInclude(text, "/people/v2/workflows")
      assert.isBelow(kept.length, 10)
    })
  )

  it.effect("everything loads everything", () =>
    Effect.gen(function* () {
      const { kept } = yield* bundle('import { endpoints } from "./all.ts"\nconsole.log(endpoints)')
      assert.sameMembers(productsIn(kept), products)
    })
  )
})
