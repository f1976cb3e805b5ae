/**
 * The person who asks: the first whom every product knows, whoever's credentials were sent. `/me` of every product answers with them.
 */
import type { Row } from "../../Row.ts"
import type { World } from "../../World.ts"

/** The person who asks, as a kind of person: `services.Person`; null where a product knows nobody. */
export const as = (world: World, key: string): Row | null => {
  const people = world.table("people.Person")
  const known = [...world.kinds].flatMap(([twin, { size }]) =>
    size.by === "twin" && size.of === "people.Person" ? [world.table(twin)] : []
  )
  const everywhere = people.ordered([]).find((slot) => known.every((table) => table.slot(people.id(slot)) >= 0))
  const among = everywhere === undefined ? undefined : world.get(key, people.id(everywhere))
  if (among !== undefined) return among
  const { slots, table } = world.view(key)
  const [first] = slots
  return first === undefined ? null : table.row(first)
}
