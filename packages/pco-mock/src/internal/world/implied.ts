/**
 * What a record has that is created over the API, though nobody sent it.
 */

import type { Attributes, Relationships, Row } from "../../Row.ts"
import type { World } from "../../World.ts"
import type * as Catalog from "../facts/catalog.ts"
import * as Me from "../requests/me.ts"

/** Attributes and relationships; what was sent goes before them. */
export interface Implied {
  readonly attributes: Attributes
  readonly relationships: Relationships
}

/** Relationships that lead to whoever made a record. */
const makers: ReadonlySet<string> = new Set(["created_by", "owner", "scheduled_by"])

/** What follows from who creates a record, where, and with what. */
export const of = (world: World, { attributes, key }: Catalog.Resource, parent: Row, given: Implied): Implied => {
  const refs = world.kinds.get(key)?.refs ?? {}
  const made = Object.entries(refs).flatMap(([name, { to }]) =>
    // how a picture is cut is each person's own
    makers.has(name) || (key === "services.Zoom" && name === "person") ? [[name, Me.as(world, to)] as const] : []
  )
  const last = attributes.get("sequence")?.type === "integer" && parent.type !== "Organization"
  const more = specials[key]?.(world, parent, given) ?? nothing
  return {
    attributes: { ...(last ? { sequence: siblings(world, key, parent) + 1 } : {}), ...more.attributes },
    relationships: { ...Object.fromEntries(made), ...more.relationships }
  }
}

/** Who changed a record last. */
export const ofUpdate = (world: World, { key }: Catalog.Resource): Relationships => {
  const to = world.kinds.get(key)?.refs.updated_by?.to
  return to === undefined ? {} : { updated_by: Me.as(world, to) }
}

const nothing: Implied = { attributes: {}, relationships: {} }

const siblings = (world: World, key: string, parent: Row): number => {
  const ref = Object.entries(world.kinds.get(key)?.refs ?? {}).find(([, { to }]) => to === parent.key)?.[0]
  return ref === undefined ? 0 : world.children(key, ref, parent.id).length
}

type Special = (world: World, parent: Row, given: Implied) => Implied

const specials: { readonly [key: string]: Special } = {
  // a card starts at the first step of its workflow, and with whom that is
  "people.WorkflowCard": (world, parent) => {
    const [first] = [...world.children("people.WorkflowStep", "workflow", parent.id)].sort(
      (a, b) => Number(a.attributes.sequence) - Number(b.attributes.sequence)
    )
    return {
      attributes: { stage: "ready" },
      relationships: { current_step: first ?? null, assignee: first?.relationships.default_assignee ?? null }
    }
  },
  // the value of a field with options is one of them
  "people.FieldDatum": (world, _, { attributes, relationships }) => {
    const field = relationships.field_definition?.id ?? ""
    const option = world
      .children("people.FieldOption", "field_definition", field)
      .find((each) => each.attributes.value === attributes.value)
    return { attributes: {}, relationships: { field_option: option ?? null } }
  }
}
