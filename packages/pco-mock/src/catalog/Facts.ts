/**
 * The form in which documented facts are kept: short texts that a person can read and a parser can take apart.
 *
 * Paths leave out `/{product}/v2` and write every id as `{}`; lists of names are separated by spaces.
 */

/** One product: its versions and its resources, by type. */
export interface Product {
  readonly product: string
  /** The version the resources are described in. */
  readonly version: string
  /** Every version known, oldest first. */
  readonly versions: string
  readonly resources: { readonly [type: string]: Resource }
}

/** One resource; what is not there is empty. */
export interface Resource {
  /** Where one record lives: `people/{}`. */
  readonly instance?: string
  /** Where lists of it are: `people households/{}/people`. */
  readonly lists?: string
  /** There is only one of it. */
  readonly singleton?: true
  /** Its lists hold records that cannot be asked for one by one. */
  readonly collectionOnly?: true
  /** `name:string child:boolean`. */
  readonly attributes?: string
  /** Attributes sent only to those who name them in `fields[Type]`. */
  readonly named?: string
  /** Attributes that were seen without a value. */
  readonly nulls?: string
  /** The values an attribute may have, separated by `|`. */
  readonly enums?: { readonly [attribute: string]: string }
  /** Attributes that were added after the rest was written down, without a new version. */
  readonly later?: string
  /** `person>Person people>Person[] primary_campus>PrimaryCampus=Campus attachable>*Plan|Song gender>Gender=`. */
  readonly relationships?: string
  /** `emails>Email[] primary_campus>Campus`. */
  readonly edges?: string
  readonly include?: string
  readonly order?: string
  /** `child:boolean updated_at:date_time`. */
  readonly query?: string
  /** The lists each named filter is documented for. */
  readonly filters?: { readonly [name: string]: string }
  /** Where it is created, and after a space the attributes that may be given, separated by commas. */
  readonly create?: string
  readonly update?: string
  readonly delete?: string
  /** `run@lists/{}/run`. */
  readonly actions?: string
}
