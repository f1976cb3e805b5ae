/** The types of facts about resources: as code reads them, and as they are generated. */

/** How a value is written on the wire, as the documentation names it. */
export type WireType =
  | "primary_key"
  | "string"
  | "integer"
  | "float"
  | "boolean"
  | "date"
  | "date_time"
  | "json"
  | "array"
  | "hash"
  | "object"
  | "currency_abbreviation"
  | "repeatable_schedule"
  | "unknown"

/** One attribute; `onlyWhenNamed` ones are sent only to those who name them in `fields[Type]`. */
export interface Attribute {
  readonly type: WireType
  readonly onlyWhenNamed?: boolean
  /** It was seen without a value. */
  readonly nullable?: boolean
  /** The only values it may have. */
  readonly values?: ReadonlyArray<string>
}

/** A way from one resource to another: `/{collection}/{id}/{edge}`. `linked: false` edges work but are not in `links`. */
export interface Edge {
  /** Key of the resource it leads to. */
  readonly to: string
  readonly many: boolean
  readonly linked: boolean
}

/** A relationship carried by every record. */
export interface Relationship {
  /** Keys of the resources it may point at; none where what is behind it is not documented. */
  readonly to: ReadonlyArray<string>
  /** The type its identifier is written with; absent where that is the type of the record pointed at. */
  readonly role?: string
  readonly many: boolean
}

/** A write that is offered: where, and what may be given. */
export interface Write {
  /** The path below `/{product}/v2`, ids as `{}`. */
  readonly path: string
  readonly assignable: ReadonlySet<string>
}

/** A POST below a record that does something. */
export interface Action {
  readonly name: string
  readonly linked: boolean
  /** The path below `/{product}/v2`, ids as `{}`. */
  readonly path: string
}

/** One kind of record and everything the wire allows with it. */
export interface Resource {
  /** `people.Person`: types of one name exist in several products. */
  readonly key: string
  readonly product: string
  /** As the wire spells it. */
  readonly type: string
  /** The last part of its list directly below `/{product}/v2`, empty if it has none there. */
  readonly collection: string
  /** Where one record lives, below `/{product}/v2`, ids as `{}`; absent where one cannot be asked for alone. */
  readonly instance?: string
  /** Where its lists are, in the same form. */
  readonly lists: ReadonlyArray<string>
  readonly singleton: boolean
  /** Sorted by name. */
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Attributes that were added after the documentation was read, without a new version. */
  readonly later: ReadonlyMap<string, WireType>
  readonly relationships: ReadonlyMap<string, Relationship>
  readonly edges: ReadonlyMap<string, Edge>
  readonly canInclude: ReadonlyArray<string>
  readonly canOrder: ReadonlyArray<string>
  readonly canQuery: ReadonlyMap<string, WireType>
  /** Named filters, and the lists each is documented for. */
  readonly filters: ReadonlyMap<string, ReadonlyArray<string>>
  readonly create?: Write
  readonly update?: Write
  readonly deletable: boolean
  readonly actions: ReadonlyMap<string, Action>
  /** The documentation does not say which attributes must be given: these are assumed. */
  readonly required: ReadonlyArray<string>
}

/** Plain data: objects for maps, lists for sets. */
export type Plain<A> =
  A extends ReadonlyMap<string, infer B>
    ? { readonly [name: string]: B }
    : A extends Write
      ? { readonly path: string; readonly assignable: ReadonlyArray<string> }
      : A

/** A resource as it is generated: as plain data, without its key, and without what is empty. */
export type ResourceFacts = Pick<Resource, "type"> & {
  readonly [Name in Exclude<keyof Resource, "type" | "key" | "product" | "collection">]?: Plain<Resource[Name]>
}

/** A product as it is generated. */
export interface ProductFacts {
  readonly product: string
  /** The version that the resources are described in. */
  readonly version: string
  /** Every known version, oldest first. */
  readonly versions: ReadonlyArray<string>
  readonly resources: ReadonlyArray<ResourceFacts>
}
