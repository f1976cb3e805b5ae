/**
 * The person who asks: the first a product knows, whoever's credentials were sent. `/me` answers with them.
 */
import type { Row } from "./Row.ts"
import type { World } from "./World.ts"

/** The person who asks, as a kind of person: `services.Person`; null where a product knows nobody. */
export const as = (world: World, key: string): Row | null => {
  const { slots, table } = world.view(key)
  const [first] = slots
  return first === undefined ? null : table.row(first)
}
