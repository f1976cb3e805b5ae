/** What processes that share a schema are made of: a pretend church's people and groups, and who executes their syncs. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import * as groups from "@openfaith/pco-client/groups"
import { World } from "@openfaith/pco-mock"
import { Source, Sync } from "@openfaith/sync-engine"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as PgAdapter from "../src/PgAdapter.ts"

/** What is read: a listing, and what is listed only below others. */
export const resources = ["groups.Group", "groups.Membership", "groups.Event", "groups.Attendance"]

/** A church of few people, of whose groups' meetings only every so-and-so-many-th took place: each takes a request. */
export const church = (people: number, every: number) => {
  const world = World.make({ seed: 1, people })
  for (const [index, { id }] of world.rows("groups.Event").entries()) {
    if (index % every > 0) world.delete("groups.Event", id)
  }
  return world
}

const source = (origin: string) =>
  Source.layerClient(groups).pipe(
    Layer.provide(
      Pco.layer({
        credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
        origin
      })
    ),
    Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory])
  )

/** Syncs over whatever executes them. */
export const sync = (origin: string) => Sync.layer(groups).pipe(Layer.provide(source(origin)))

/** A process: it executes while it owns the journal, and stands by while another does. */
export const process = (origin: string, schema: string) =>
  sync(origin).pipe(Layer.provideMerge(PgAdapter.layer({ schema, look: "100 millis" })))
