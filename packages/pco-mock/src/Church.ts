/**
 * A believable church: every kind of record of every product.
 */
import * as Account from "./church/Account.ts"
import * as Calendar from "./church/Calendar.ts"
import * as CheckIns from "./church/CheckIns.ts"
import * as Giving from "./church/Giving.ts"
import * as Groups from "./church/Groups.ts"
import * as People from "./church/People.ts"
import * as Publishing from "./church/Publishing.ts"
import * as Registrations from "./church/Registrations.ts"
import * as Services from "./church/Services.ts"
import type { Kind, Scale } from "./Kind.ts"

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
