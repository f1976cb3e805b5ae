/** Planning Center Publishing: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as Channel from "./publishing/Channel.ts"
import * as ChannelDefaultEpisodeResource from "./publishing/ChannelDefaultEpisodeResource.ts"
import * as ChannelDefaultTime from "./publishing/ChannelDefaultTime.ts"
import * as ChannelNextTime from "./publishing/ChannelNextTime.ts"
import * as Episode from "./publishing/Episode.ts"
import * as EpisodeResource from "./publishing/EpisodeResource.ts"
import * as EpisodeStatistics from "./publishing/EpisodeStatistics.ts"
import * as EpisodeTime from "./publishing/EpisodeTime.ts"
import * as NoteTemplate from "./publishing/NoteTemplate.ts"
import * as Organization from "./publishing/Organization.ts"
import * as Series from "./publishing/Series.ts"
import * as Speaker from "./publishing/Speaker.ts"
import * as Speakership from "./publishing/Speakership.ts"

export {
  Channel,
  ChannelDefaultEpisodeResource,
  ChannelDefaultTime,
  ChannelNextTime,
  Episode,
  EpisodeResource,
  EpisodeStatistics,
  EpisodeTime,
  NoteTemplate,
  Organization,
  Series,
  Speaker,
  Speakership
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  channelDefaultEpisodeResources: {
    getById: ChannelDefaultEpisodeResource.get,
    listOfChannel: ChannelDefaultEpisodeResource.listOfChannel
  },
  channelDefaultTimes: { getById: ChannelDefaultTime.get, listOfChannel: ChannelDefaultTime.listOfChannel },
  channelNextTimes: { getById: ChannelNextTime.get, listOfChannel: ChannelNextTime.listOfChannel },
  channels: {
    list: Channel.list,
    getById: Channel.get,
    getOfEpisode: Channel.getOfEpisode,
    getOfSeries: Channel.getOfSeries
  },
  episodeResources: { getById: EpisodeResource.get, listOfEpisode: EpisodeResource.listOfEpisode },
  episodes: {
    list: Episode.list,
    getById: Episode.get,
    getOfChannel: Episode.getOfChannel,
    listOfChannel: Episode.listOfChannel
  },
  episodeStatistics: { getById: EpisodeStatistics.get, listOfChannel: EpisodeStatistics.listOfChannel },
  episodeTimes: { getById: EpisodeTime.get, listOfEpisode: EpisodeTime.listOfEpisode },
  noteTemplates: { getById: NoteTemplate.get, getOfEpisode: NoteTemplate.getOfEpisode },
  organization: { get: Organization.get },
  series: {
    list: Series.list,
    getById: Series.get,
    listOfChannel: Series.listOfChannel,
    getOfEpisode: Series.getOfEpisode
  },
  speakers: { list: Speaker.list, getById: Speaker.get, getOfSpeakership: Speaker.getOfSpeakership },
  speakerships: { getById: Speakership.get, listOfEpisode: Speakership.listOfEpisode }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  Channel.readable,
  Episode.readable,
  Series.readable,
  Speaker.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  ChannelDefaultEpisodeResource.nested,
  ChannelDefaultTime.nested,
  ChannelNextTime.nested,
  EpisodeResource.nested,
  EpisodeStatistics.nested,
  EpisodeTime.nested,
  NoteTemplate.nested,
  Speakership.nested
]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Organization.get]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  Channel.Channel,
  ChannelDefaultEpisodeResource.ChannelDefaultEpisodeResource,
  ChannelDefaultTime.ChannelDefaultTime,
  ChannelNextTime.ChannelNextTime,
  Episode.Episode,
  EpisodeResource.EpisodeResource,
  EpisodeStatistics.EpisodeStatistics,
  EpisodeTime.EpisodeTime,
  NoteTemplate.NoteTemplate,
  Organization.Organization,
  Series.Series,
  Speaker.Speaker,
  Speakership.Speakership
]
