/** What the library lends, and what it can be asked about it. */
import { Attribute, Client, Endpoint, Resource } from "@openfaith/client-core"
import { Effect, Schema } from "effect"

// #region tool
export const Tool = Resource.make("library", "tool", {
  attributes: {
    // always there, and never null
    name: Schema.NonEmptyString,
    // may be null, and may be missing
    category: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at"
})

export const endpoints = {
  tools: {
    list: Endpoint.list("/v1/tools", Tool, {
      where: { category: "string", name: "string" },
      order: ["name", "updated_at"],
      perPage: { default: 20, max: 50 }
    }),
    getById: Endpoint.get("/v1/tools/{id}", Tool),
    create: Endpoint.create("/v1/tools", Tool, {
      attributes: { name: Schema.NonEmptyString, category: Attribute.string },
      required: ["name"]
    }),
    delete: Endpoint.delete("/v1/tools/{id}", Tool),
    lend: Endpoint.action("/v1/tools/{id}/lend", {
      name: "library.tool.lend",
      resource: Tool,
      writable: { attributes: { days: Schema.Int.pipe(Schema.between(1, 30)) }, required: ["days"] }
    })
  }
}
// #endregion tool

// #region service
/** The library as a service of this program, one for each connection. */
export class Library extends Effect.Service<Library>()("Library", { effect: Client.make(endpoints) }) {}
// #endregion service
