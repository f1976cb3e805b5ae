// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Tag } from "./resource/Tag.ts"

export {
  /** A label by which songs, media and people are found. */
  Tag
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/** One tag. */
export const get = Endpoint.get(
  "/services/v2/media/{media_id}/tags/{id}",
  Tag,
  { fields: true },
  { below: { media_id: "services.Media" } }
)

/** The tags of an arrangement. */
export const listOfArrangement = Endpoint.list(
  "/services/v2/songs/{song_id}/arrangements/{arrangement_id}/tags",
  Tag,
  capabilities,
  {
    name: "services.Tag.listOfArrangement",
    below: { song_id: "services.Song", arrangement_id: "services.Arrangement" }
  }
)

/** The tags of a media. */
export const listOfMedia = Endpoint.list("/services/v2/media/{media_id}/tags", Tag, capabilities, {
  name: "services.Tag.listOfMedia",
  below: { media_id: "services.Media" }
})

/** The tags of a person. */
export const listOfPerson = Endpoint.list("/services/v2/people/{person_id}/tags", Tag, capabilities, {
  name: "services.Tag.listOfPerson",
  below: { person_id: "services.Person" }
})

/** The tags of a song. */
export const listOfSong = Endpoint.list("/services/v2/songs/{song_id}/tags", Tag, capabilities, {
  name: "services.Tag.listOfSong",
  below: { song_id: "services.Song" }
})

/** The tags of a tag group. */
export const listOfTagGroup = Endpoint.list("/services/v2/tag_groups/{tag_group_id}/tags", Tag, capabilities, {
  name: "services.Tag.listOfTagGroup",
  below: { tag_group_id: "services.TagGroup" }
})

/** The tags of a team position. */
export const listOfTeamPosition = Endpoint.list(
  "/services/v2/service_types/{service_type_id}/team_positions/{team_position_id}/tags",
  Tag,
  capabilities,
  {
    name: "services.Tag.listOfTeamPosition",
    below: { service_type_id: "services.ServiceType", team_position_id: "services.TeamPosition" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Tag,
  get,
  routes: [
    { list: listOfArrangement, parent: "services.Arrangement", covers: "some" },
    { list: listOfMedia, parent: "services.Media", covers: "some" },
    { list: listOfPerson, parent: "services.Person", covers: "some" },
    { list: listOfSong, parent: "services.Song", covers: "some" },
    { list: listOfTagGroup, parent: "services.TagGroup", covers: "all" },
    { list: listOfTeamPosition, parent: "services.TeamPosition", covers: "some" }
  ]
}
