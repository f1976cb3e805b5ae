"use strict"
// The build copies this file into every package (see tsup.config.ts). The package's entry runs it first. It throws one sentence
// when an installed peer does not match the package's own manifest: what is needed, what was found, what to run. Effect 4 lacks
// files of Effect 3, so nothing that imports Effect may be linked before. Bundlers take another entry, without this check.
const { name, peerDependencies = {}, peerDependenciesMeta = {} } = require("../../package.json")

const numbers = (version) => version.match(/\d+/g).slice(0, 3).map(Number)

// how many numbers of a caret range must stay the same: those up to the first that is not 0
const line = (range) => numbers(range).findIndex((number, index) => number > 0 || index === 2) + 1

const satisfies = (version, range) => {
  const found = numbers(version)
  const least = numbers(range)
  const different = found.findIndex((number, index) => number !== least[index])
  return different === -1 || (different >= line(range) && found[different] > least[different])
}

const installed = (peer) => {
  try {
    return require(`${peer}/package.json`).version
  } catch {
    return undefined
  }
}

const wrong = []
for (const [peer, ranges] of Object.entries(peerDependencies)) {
  // single modules are for an optional peer; the entry loads none of them
  if (peerDependenciesMeta[peer]?.optional === true) continue
  const version = installed(peer)
  const alternatives = ranges.split(" || ")
  if (version !== undefined && alternatives.some((range) => satisfies(version, range))) continue
  const [range] = alternatives
  wrong.push({
    needed: `${peer} ${ranges}`,
    found: version === undefined ? `no ${peer}` : `${peer} ${version}`,
    install: `${peer}@${numbers(range).slice(0, line(range)).join(".")}`
  })
}

if (wrong.length > 0) {
  const all = (key) => wrong.map((peer) => peer[key])
  throw new Error(
    `${name} needs ${all("needed").join(", ")} but found ${all("found").join(", ")}; run: npm install ${all("install").join(" ")}`
  )
}

// Vitest's own error outside a test does not name the cause
if (peerDependencies["@effect/vitest"] !== undefined && process.env.VITEST === undefined) {
  throw new Error(
    `${name} declares tests as it loads, so only a test file that Vitest runs can import it; run: npx vitest`
  )
}
