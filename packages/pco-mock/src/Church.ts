/**
 * Makes the rows of a believable church from a seed.
 */
import * as Names from "./Names.ts"
import * as Phone from "./Phone.ts"
import * as Prng from "./Prng.ts"
import { type Attributes, instant, type Json, type Row } from "./Row.ts"

/** What decides a church: the same options give the same rows, byte for byte. */
export interface Options {
  readonly seed: number
  /** How many people it has. */
  readonly people: number
  /** No generated timestamp is later; milliseconds since the epoch. */
  readonly now: number
  readonly organizationId: string
}

const second = 1000
const day = 86_400 * second
const opened = Date.UTC(2015, 0, 4)

// the first person's id is just below a power of ten, so that text order and number order of ids differ
const firstPersonId = 9_999_700
const firstEmailId = 99_998_000
const firstPhoneId = 9_998_500
const firstCampusId = 97

/** Two instants of one life: when a record was made, and when it was last touched. */
interface Span {
  readonly created: number
  readonly updated: number
}

/** Everyone, their emails and phone numbers, and the campuses, each type in the order of its ids. */
export const generate = (options: Options): ReadonlyArray<Row> => {
  const prng = Prng.make(options.seed)
  const campuses = makeCampuses(prng, options)
  const spans = makeSpans(prng, options)
  const rows: Array<Row> = [...campuses]
  const ids = { person: firstPersonId, email: firstEmailId, phone: firstPhoneId }
  for (const span of spans) {
    ids.person += prng.weighted([
      [1, 8],
      [2, 2],
      [7, 1]
    ])
    const person = makePerson(prng, `${ids.person}`, span, campuses)
    rows.push(person)
    const emails = prng.weighted([
      [0, 18],
      [1, 62],
      [2, 14],
      [3, 4],
      [4, 2]
    ])
    for (let n = 0; n < emails; n++) {
      ids.email += prng.int(1, 3)
      rows.push(makeEmail(prng, `${ids.email}`, person, n, within(prng, span)))
    }
    const phones = prng.weighted([
      [0, 30],
      [1, 50],
      [2, 15],
      [3, 4],
      [4, 1]
    ])
    for (let n = 0; n < phones; n++) {
      ids.phone += prng.int(1, 3)
      rows.push(makePhone(prng, `${ids.phone}`, person, n, within(prng, span)))
    }
  }
  return rows
}

/**
 * When each person came, oldest first. People trickle in, a few come in the same second (a form, a family), and up to 400 were
 * imported from an old system within one second; a twentieth was edited in one go in another second.
 */
const makeSpans = (prng: Prng.Prng, { people, now }: Options): ReadonlyArray<Span> => {
  const imported = Math.min(400, Math.floor(people * 0.4))
  const bulkEdit = opened + Math.floor((now - opened) * 0.8)
  const importedAt = opened + Math.floor((now - opened) * 0.15)
  const created: Array<number> = Array.from({ length: imported }, () => importedAt)
  while (created.length < people) {
    const at = opened + Math.floor(prng.next() * (now - opened))
    const family = prng.weighted([
      [1, 70],
      [2, 15],
      [4, 15]
    ])
    for (let n = 0; n < family && created.length < people; n++) created.push(at)
  }
  return created
    .sort((a, b) => a - b)
    .map((at) => {
      if (at < bulkEdit && prng.chance(0.08)) return { created: at, updated: bulkEdit }
      const untouched = prng.chance(at === importedAt ? 0.6 : 0.3)
      return { created: at, updated: untouched ? at : at + Math.floor(prng.next() * (now - at)) }
    })
}

/** A life inside another one: a person is never older than what belongs to them, nor touched before it. */
const within = (prng: Prng.Prng, span: Span): Span => {
  const length = span.updated - span.created
  const created = prng.chance(0.7) ? span.created : span.created + Math.floor(prng.next() * length)
  const updated = prng.chance(0.7) ? created : created + Math.floor(prng.next() * (span.updated - created))
  return { created, updated }
}

const stamps = (span: Span) => ({ created_at: instant(span.created), updated_at: instant(span.updated) })

const makeCampuses = (prng: Prng.Prng, { people, now, organizationId }: Options): ReadonlyArray<Row> =>
  Array.from({ length: Math.max(1, Math.min(Names.campuses.length, Math.ceil(people / 1000))) }, (_, n) => {
    const place = prng.pick(Names.cities)
    const name = Names.campuses[n] ?? Names.campuses[0]
    const located = prng.chance(0.7)
    const attributes: Attributes = {
      avatar_url: null,
      church_center_enabled: prng.chance(0.8),
      city: place.city,
      contact_email_address: prng.chance(0.6) ? `campus${n + 1}@example.org` : null,
      country: "US",
      date_format: null,
      description: prng.chance(0.5) ? `${name}: Sundays at 9 & 11` : null,
      geolocation_set_manually: false,
      latitude: located ? `${prng.int(25, 48)}.${prng.int(1000, 9999)}` : null,
      longitude: located ? `-${prng.int(70, 122)}.${prng.int(1000, 9999)}` : null,
      name,
      phone_number: prng.chance(0.5) ? `(555) 010-${prng.int(1000, 9999)}` : null,
      state: place.state,
      street: `${prng.int(1, 999)} Church Street`,
      time_zone: place.zone,
      time_zone_raw: place.zone,
      twenty_four_hour_time: null,
      website: prng.chance(0.5) ? "https://church.example.org" : null,
      zip: place.zip
    }
    const created = opened + n * 211 * day
    const updated = created + Math.floor(prng.next() * (now - created))
    return {
      type: "Campus",
      id: `${firstCampusId + n * 2}`,
      attributes,
      relationships: { organization: { type: "Organization", id: organizationId } },
      ...stamps({ created, updated })
    }
  })

const makePerson = (prng: Prng.Prng, id: string, span: Span, campuses: ReadonlyArray<Row>): Row => {
  const gender = prng.weighted<string | null>([
    ["F", 47],
    ["M", 43],
    [null, 10]
  ])
  const child = prng.chance(0.22)
  const age = child ? prng.int(0, 17) : prng.int(18, 94)
  const givenName = prng.pick(gender === "M" ? Names.mens : Names.womens)
  const nickname = prng.chance(0.06) ? prng.pick(Names.nicknames) : null
  const lastName = prng.pick(Names.families)
  const status = prng.weighted([
    ["active", 880],
    ["inactive", 112],
    ["pending", 8]
  ])
  const admin = !child && prng.chance(0.004)
  const avatar = prng.chance(0.15)
    ? `https://avatars.example.com/uploads/${id}.jpg`
    : "https://avatars.example.com/none.png"
  const attributes: Attributes = {
    accounting_administrator: admin && prng.chance(0.3),
    anniversary: !child && prng.chance(0.2) ? date(prng, 1960, 2024) : null,
    avatar,
    birthdate: prng.chance(0.65) ? date(prng, 2025 - age, 2025 - age) : null,
    can_create_forms: admin,
    can_email_lists: admin,
    child,
    demographic_avatar_url: avatar,
    directory_shared_info: {},
    directory_status: prng.chance(0.5) ? "no_access" : null,
    first_name: nickname ?? givenName,
    gender,
    given_name: nickname === null ? (prng.chance(0.1) ? givenName : null) : givenName,
    grade: child && age >= 5 && prng.chance(0.8) ? age - 5 : null,
    graduation_year: child && age >= 5 && prng.chance(0.6) ? 2025 + (18 - age) : null,
    inactivated_at: status === "inactive" ? instant(span.updated) : null,
    last_name: lastName,
    login_identifier: !child && prng.chance(0.1) ? `user${id}@example.com` : null,
    medical_notes: medicalNotes(prng),
    membership: prng.weighted<string | null>([
      ["Member", 40],
      ["Regular Attender", 15],
      ["Visitor", 10],
      [null, 35]
    ]),
    mfa_configured: admin,
    middle_name: prng.chance(0.08) ? prng.pick(Names.womens) : null,
    name: fullName(nickname ?? givenName, lastName),
    nickname,
    passed_background_check: prng.chance(0.05),
    people_permissions: admin ? prng.pick(["Viewer", "Editor", "Manager"]) : null,
    remote_id: prng.chance(0.1) ? prng.int(1, 99_999) : null,
    resource_permission_flags: {},
    school_type: child && age >= 5 ? (age < 11 ? "elementary" : age < 14 ? "middle" : "high") : null,
    site_administrator: admin && prng.chance(0.5),
    status,
    stripe_customer_identifier: null
  }
  const campus = pickCampus(prng, campuses)
  const relationships = { primary_campus: campus === null ? null : { type: "Campus", id: campus.id }, gender: null }
  return { type: "Person", id, attributes, relationships, ...stamps(span) }
}

/** The full name the wire shows for a first and a last name. */
export const fullName = (first: Json, last: Json): string =>
  [first, last].filter((part) => typeof part === "string" && part !== "").join(" ")

const date = (prng: Prng.Prng, from: number, to: number): string =>
  instant(Date.UTC(prng.int(from, to), 0, 1) + prng.int(0, 364) * day).slice(0, 10)

/** Most people have none, some a line, and a few several pages. */
const medicalNotes = (prng: Prng.Prng): string | null => {
  const sentences = prng.weighted([
    [0, 920],
    [1, 60],
    [3, 14],
    [60, 4],
    [400, 2]
  ])
  if (sentences === 0) return null
  return Array.from({ length: sentences }, () => prng.pick(Names.ailments)).join(" ")
}

/** One in eight has no campus; of the rest half go to the first one, half of the rest to the second, and so on. */
const pickCampus = (prng: Prng.Prng, campuses: ReadonlyArray<Row>): Row | null => {
  if (prng.chance(0.125)) return null
  let index = 0
  while (index < campuses.length - 1 && prng.chance(0.5)) index++
  return campuses[index] ?? null
}

const belongsTo = (person: Row) => ({ person: { type: "Person", id: person.id } })

const makeEmail = (prng: Prng.Prng, id: string, person: Row, n: number, span: Span): Row => {
  const attributes: Attributes = {
    address: n === 0 ? `user${person.id}@example.com` : `user${person.id}.${n + 1}@mail.example.org`,
    blocked: prng.chance(0.02),
    location: prng.weighted([
      ["Home", 75],
      ["Work", 20],
      ["Other", 5]
    ]),
    primary: n === 0
  }
  return { type: "Email", id, attributes, relationships: belongsTo(person), ...stamps(span) }
}

const makePhone = (prng: Prng.Prng, id: string, person: Row, n: number, span: Span): Row => {
  const number = `(${prng.int(201, 989)}) 555-01${prng.int(10, 99)}`
  const attributes: Attributes = {
    ...Phone.spellings(number),
    carrier: null,
    location: prng.weighted([
      ["Mobile", 80],
      ["Home", 15],
      ["Work", 5]
    ]),
    number,
    primary: n === 0
  }
  return { type: "PhoneNumber", id, attributes, relationships: belongsTo(person), ...stamps(span) }
}
