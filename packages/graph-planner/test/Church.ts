/** Resources to plan with: made up at random, or shaped like those of a church. */
import { Attribute, Endpoint, Resource } from "@openfaith/client-core"
import * as FastCheck from "effect/FastCheck"

export interface Shape {
  readonly hard?: ReadonlyArray<string>
  readonly soft?: ReadonlyArray<string>
  /** Resources that come along with this one's pages, completely. */
  readonly brings?: ReadonlyArray<Endpoint.Readable>
  /** Resources that may be included, without any promise. */
  readonly includes?: ReadonlyArray<Endpoint.Readable>
  /** The attributes its listing can be filtered and ordered by. */
  readonly by?: ReadonlyArray<"created_at" | "updated_at">
  readonly perPage?: number
}

/** A readable of the name `product.Type`. */
export const readable = (key: string, shape: Shape = {}): Endpoint.Readable => {
  const { brings = [], by = ["created_at", "updated_at"], hard = [], includes = [], perPage = 100, soft = [] } = shape
  const [product = "", type = ""] = key.split(".")
  const resource = Resource.make(product, type, {
    attributes: { created_at: Attribute.instant, updated_at: Attribute.instant },
    relationships: Object.fromEntries([
      ...hard.map((to, index) => [`hard_${index}`, { to, required: true }] as const),
      ...soft.map((to, index) => [`soft_${index}`, { to, required: false }] as const)
    ]),
    changedAt: "updated_at",
    createdAt: "created_at"
  })
  const path = `/${product}/${type}`
  return {
    resource,
    list: Endpoint.list(path, resource, {
      include: Object.fromEntries([...brings, ...includes].map((each) => [each.resource.type, each.resource])),
      complete: brings.map((each) => each.resource.type),
      order: by,
      where: Object.fromEntries(by.map((name) => [name, "instant"] as const)),
      perPage: { default: 25, max: perPage }
    }),
    get: Endpoint.get(`/${product}/${type}/{id}`, resource)
  }
}

const keys = Array.from({ length: 10 }, (_, index) => `${index % 2 === 0 ? "even" : "odd"}.R${index}`)

/**
 * Resources that need only those before them, so that no circle arises; what they merely point at, and what their pages
 * bring along, may be anything. They come in any order.
 */
export const acyclic: FastCheck.Arbitrary<ReadonlyArray<Endpoint.Readable>> = FastCheck.tuple(
  FastCheck.integer({ min: 1, max: keys.length }),
  FastCheck.array(FastCheck.tuple(FastCheck.nat(99), FastCheck.nat(99)), { maxLength: 14 }),
  FastCheck.array(FastCheck.tuple(FastCheck.nat(99), FastCheck.nat(99)), { maxLength: 8 }),
  FastCheck.array(FastCheck.tuple(FastCheck.nat(99), FastCheck.nat(99)), { maxLength: 8 }),
  FastCheck.infiniteStream(FastCheck.nat())
).map(([size, hard, soft, brings, shuffle]) => {
  const names = keys.slice(0, size)
  const targets = (pairs: ReadonlyArray<readonly [number, number]>, index: number, below: number) => [
    ...new Set(
      pairs.filter(([from]) => from % size === index).flatMap(([, to]) => names[to % Math.max(1, below)] ?? [])
    )
  ]
  const bare = new Map(names.map((key) => [key, readable(key)]))
  const all = names.map((key, index) =>
    readable(key, {
      hard: index === 0 ? [] : targets(hard, index, index),
      soft: targets(soft, index, size),
      brings: targets(brings, index, size).flatMap((each) => bare.get(each) ?? [])
    })
  )
  return all
    .map((each) => [shuffle.next().value, each] as const)
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, each]) => each)
})

const campus = readable("people.Campus")
const email = readable("people.Email", { hard: ["people.Person"] })
const phone = readable("people.PhoneNumber", { hard: ["people.Person"] })
const person = readable("people.Person", { soft: ["people.Campus"], brings: [email, phone], includes: [campus] })
const group = readable("groups.Group", { by: [] })
const membership = readable("groups.Membership", { by: ["created_at"], hard: ["groups.Group", "people.Person"] })

/** Seven of the kinds of things a church keeps, in no good order. */
export const church = [email, membership, person, phone, campus, group]
