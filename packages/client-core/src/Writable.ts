/** What a request may write. */
import type * as Schema from "effect/Schema"

/**
 * A relationship that can be set: the API's type of what it points at, and whether at several.
 *
 * @since 0.1.0
 * @category models
 */
export interface Assignable {
  readonly type: string
  readonly many?: true
}

/**
 * What a request may write.
 *
 * @since 0.1.0
 * @category models
 */
export interface Writable {
  /** What may be set, each with the schema it is sent by. */
  readonly attributes?: Schema.Struct.Fields
  /** The attributes that must be given. */
  readonly required?: ReadonlyArray<string>
  readonly relationships?: Readonly<Record<string, Assignable>>
  /** Whether records that come to be with this one are sent along. */
  readonly included?: true
  /**
   * For a request nobody has described: whatever is given is sent as it is, and of relationships their type is to be given
   * with their id.
   */
  readonly open?: true
}
