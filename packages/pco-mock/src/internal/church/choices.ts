import {
  below,
  chain,
  children,
  church,
  inTurn,
  type Kind,
  oneOf,
  organizationId,
  per,
  some,
  spread,
  through,
  via
} from "../world/kind.ts"

/** One record for each of some texts. */
export const words = (values: readonly [string, ...Array<string>], attribute = "value"): Kind =>
  some(values.length, { attributes: { [attribute]: (_, slot) => values[slot] ?? null } })

/** What there is little of, and the church itself. */
export const lookups: { readonly [type: string]: Kind } = {
  MaritalStatus: words(["Single", "Married", "Widowed"]),
  MembershipType: words(["Member", "Regular Attender", "Visitor"]),
  NamePrefix: words(["Mr.", "Mrs.", "Ms.", "Dr.", "Rev."]),
  NameSuffix: words(["Jr.", "Sr.", "Ph.D.", "III"]),
  InactiveReason: words(["Moved", "No Contact", "Deceased", "Other Church"]),
  SchoolOption: some(6, {
    attributes: { value: (_, slot) => `${["Lincoln", "Washington", "Juárez"][slot % 3]} School ${slot + 1}` },
    edges: { promotes_to_school: via("promotes_to_school") },
    refs: {
      promotes_to_school: { to: "people.SchoolOption", at: (_, slot, table) => (slot + 1 < table.base ? slot + 1 : -1) }
    }
  }),
  App: words(["Accounts", "People", "Services", "Giving", "Groups", "Check-Ins", "Calendar"], "name"),
  Carrier: words(["AT&T", "Verizon", "T-Mobile", "Vodafone"], "name"),
  BirthdayPeople: some(1),
  OrganizationStatistics: some(1),
  SpamEmailAddress: some(per(2000, 2, 40)),
  CustomSender: some(3, { attributes: { verification_status: () => "verified" } }),
  Tab: some(4, {
    attributes: { name: inTurn("Discipleship", "Volunteering", "Pastoral Care", "Nachbarschaft") },
    edges: { field_options: chain(["people.Tab", "field_definitions"], ["people.FieldDefinition", "field_options"]) }
  }),
  FieldDefinition: below("people.Tab", "tab", 5, {
    attributes: {
      data_type: (_, slot) => ["string", "select", "date", "checkboxes", "text"][slot % 5] ?? "string",
      deleted_at: () => null,
      config: () => null
    },
    edges: { field_options: children("people.FieldOption", "field_definition") }
  }),
  FieldOption: below("people.FieldDefinition", "field_definition", (_, field) =>
    field % 5 === 1 || field % 5 === 3 ? 4 : 0
  ),
  Report: some(4, {
    refs: { created_by: oneOf("people.Person", 25), updated_by: oneOf("people.Person", 25, 0.3) }
  }),
  ServiceTime: below("people.Campus", "campus", [
    [1, 1],
    [2, 2],
    [3, 1]
  ]),
  Organization: church({
    attributes: {
      avatar_url: () => null,
      church_center_subdomain: () => "example-church",
      contact_website: () => "https://church.example.org",
      country_code: () => null,
      date_format: () => "%m/%d/%Y"
    }
  }),
  NoteCategory: some(6, {
    attributes: {
      name: inTurn("General", "Pastoral", "Care", "Finance", "Prayer", "Jugend"),
      organization_id: organizationId
    },
    edges: { subscribers: through("people.NoteCategorySubscription", "note_category", "person") }
  }),
  NoteCategoryShare: below("people.NoteCategory", "note_category", 2, {
    refs: { person: oneOf("people.Person", 25, 0.3) }
  }),
  NoteCategorySubscription: below("people.NoteCategory", "note_category", 3, {
    refs: { person: oneOf("people.Person", 25) }
  }),
  PersonMerger: some(per(400, 1, 400), {
    loose: { person_to_keep: "people.Person", person_to_remove: "people.Person" },
    attributes: {
      person_to_keep_id: (dice, _, table) => {
        const people = table.other("people.Person")
        return people.base === 0 ? null : people.id(dice.int(0, people.base - 1))
      },
      // those who went had ids of their own, which nobody has now
      person_to_remove_id: (_, slot) => `${9_000_000 + slot * 7}`
    }
  }),
  PeopleImport: some(per(3000, 1, 5), {
    refs: { created_by: oneOf("people.Person", 25), undone_by: oneOf("people.Person", 25, 0.9) }
  }),
  PeopleImportConflict: below("people.PeopleImport", "people_import", 6, {
    attributes: {
      kind: inTurn("create", "update", "identical", "error", "household_create", "household_update"),
      ignore: (_, slot) => slot % 4 === 3
    }
  }),
  PeopleImportHistory: below("people.PeopleImport", "people_import", 12, {
    refs: { person: spread("people.Person"), household: spread("people.Household", 0.5) },
    attributes: { kind: inTurn("create", "update", "identical", "household_create", "household_update") }
  })
}
