/**
 * A believable church: every kind of record of every product.
 */
import * as Account from "../church/account.ts"
import * as Calendar from "../church/calendar.ts"
import * as CheckIns from "../church/checkIns.ts"
import * as Giving from "../church/giving.ts"
import * as Groups from "../church/groups.ts"
import * as People from "../church/people.ts"
import * as Publishing from "../church/publishing.ts"
import * as Registrations from "../church/registrations.ts"
import * as Services from "../church/services.ts"
import type { Kind, Scale } from "./kind.ts"

const products = {
  api: Account.api,
  calendar: Calendar.kinds,
  "check-ins": CheckIns.kinds,
  current: Account.current,
  giving: Giving.kinds,
  groups: Groups.kinds,
  people: People.kinds,
  publishing: Publishing.kinds,
  registrations: Registrations.kinds,
  services: Services.kinds,
  webhooks: Account.webhooks
}

/** Every kind by its key, `people.Person`. Those whose type begins with `~` link two others and are not on the wire. */
export const kinds = (scale: Scale): ReadonlyMap<string, Kind> =>
  new Map(
    Object.entries(products).flatMap(([product, make]) =>
      Object.entries(make(scale)).map(([type, kind]) => [`${product}.${type}`, kind] as const)
    )
  )
