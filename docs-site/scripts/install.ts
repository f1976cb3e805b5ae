/** The line by which a host installs some of our packages: with every peer, each of the Effect 3 line. It needs Node alone. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./markdown.ts"

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

// what npm writes; each field is looked at as it may be missing
const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))

const ours: ReadonlyMap<string, string> = new Map(
  ["packages", "adapters"].flatMap((parent) =>
    readdirSync(join(root, parent)).flatMap((name) => {
      const folder = join(root, parent, name)
      if (!existsSync(join(folder, "package.json"))) return []
      const manifest = manifestOf(folder)
      return manifest.private === true ? [] : [[manifest.name, folder] as const]
    })
  )
)

/** Every package of this repository that is published. */
export const published: ReadonlyArray<string> = [...ours.keys()].toSorted()

/** What a published package asks of its host, from the catalog. */
const ranges: ReadonlyMap<string, string> = (() => {
  const [, catalog = ""] =
    /^ {2}published:\n((?: {4}.*\n)*)/m.exec(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) ?? []
  return new Map(
    Array.from(catalog.matchAll(/^ {4}"?([^":\n]+)"?: *"?([^"\n]+?)"?$/gm), ([, name = "", range = ""]) => [
      name,
      range
    ])
  )
})()

/** What is no peer of ours, but of a peer: `vitest`. */
const others = new Map<string, string>()

/**
 * The version that a line asks for: `3` for `^3.22.2` and `0.97` for `^0.97.2`, which every shell takes as it is. Of several
 * majors it is the first.
 */
export const versionOf = (name: string): string | undefined => {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(ranges.get(name) ?? others.get(name) ?? "") ?? []
  return major === "0" ? `0.${minor}` : major
}

/** Where what is not ours is installed: this workspace has every peer. */
const folderOf = (name: string) => ours.get(name) ?? join(root, "docs-site/node_modules", name)

/** Some packages with all that they and their peers ask for; ours last. */
export const withPeers = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const all = new Set<string>()
  const add = (name: string) => {
    if (all.has(name)) return
    all.add(name)
    // what others than Effect ask for is theirs to say
    if (!ours.has(name) && name !== "effect" && !name.startsWith("@effect/")) return
    const { peerDependencies = {}, peerDependenciesMeta = {} } = manifestOf(folderOf(name))
    for (const [peer, range] of Object.entries(peerDependencies)) {
      if (peerDependenciesMeta[peer]?.optional === true) continue
      if (!ours.has(name)) others.set(peer, range)
      add(peer)
    }
  }
  for (const name of names) add(name)
  const rank = (name: string) => (name === "effect" ? 0 : name.startsWith("@effect/") ? 1 : ours.has(name) ? 3 : 2)
  return [...all].toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
}

/** The words of the line after `npm install`. */
export const words = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  withPeers(names).map((name) => {
    const version = ours.has(name) ? undefined : versionOf(name)
    return version === undefined ? name : `${name}@${version}`
  })
