/**
 * What is given, by whom, for what.
 */

import { type Json, moment } from "../../Row.ts"
import * as Invent from "../world/invent.ts"
import {
  along,
  always,
  below,
  borrowed,
  children,
  church,
  inTurn,
  type Kind,
  nth,
  oneOf,
  paced,
  pairs,
  per,
  pick,
  type Scale,
  skewed,
  some,
  spread,
  through,
  total,
  twin,
  via
} from "../world/kind.ts"
import type { Table } from "../world/table.ts"
import * as Words from "../world/words.ts"

const people = "people.Person"

const currency = { amount_currency: always("USD"), fee_currency: always("USD"), total_currency: always("USD") }

/** What is not yet paid out to the designations before this one; the last one takes all that is left. */
const share = (slot: number, table: Table, whole: string, of: string): number => {
  const owner = table.owner(slot)
  const amount = Number(table.other(whole).born.value(owner, "amount_cents") ?? 0)
  const count = table
    .other(of)
    .born.children(whole === "giving.Donation" ? "donation" : "recurring_donation", owner).length
  const part = Math.floor(amount / Math.max(1, count))
  return table.rank(slot) === count - 1 ? amount - part * (count - 1) : part
}

const batch = (parts: Partial<Kind>): Partial<Kind> => ({
  refs: { owner: oneOf("giving.Person", 8), ...parts.refs },
  ...parts
})

/** Every kind of record of Giving. */
export const kinds = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church(),
  Campus: twin("people.Campus", {
    live: { name: borrowed("people.Campus", "name") },
    attributes: { address: always({}) }
  }),
  Person: twin(people, {
    refs: {
      primary_campus: {
        to: "giving.Campus",
        at: (_, slot, table) => table.other(people).born.ref(slot, "primary_campus")
      }
    },
    live: {
      first_name: borrowed(people, "first_name"),
      last_name: borrowed(people, "last_name"),
      // the lists of what People knows of them; their form is only hinted at in the documentation
      email_addresses: (_, slot, table) => addresses(table, slot, "people.Email", "address"),
      phone_numbers: (_, slot, table) => addresses(table, slot, "people.PhoneNumber", "number"),
      first_donated_at: (_, slot, table) => first(table, slot)
    },
    attributes: {
      permissions: (dice, slot) =>
        slot < 8 ? dice.pick(["administrator", "reviewer", "counter", "bookkeeper"]) : null,
      donor_number: (dice, slot) => (dice.chance(0.3) ? slot + 1 : null),
      addresses: always([])
    },
    edges: {
      batches: children("giving.Batch", "owner"),
      batch_groups: children("giving.BatchGroup", "owner"),
      pledges: children("giving.Pledge", "person")
    }
  }),
  Fund: some(Words.funds.length, {
    attributes: {
      name: (_, slot) => Words.funds[slot] ?? null,
      default: (_, slot) => slot === 0,
      deletable: (_, slot) => slot > 1,
      color: (dice) => dice.pick(Words.colors)
    }
  }),
  Label: some(6, {
    attributes: { slug: (_, slot) => ["online", "year-end", "gift-aid", "stock", "kiosk", "übertrag"][slot] ?? null }
  }),
  PaymentSource: some(5, {
    ids: { 0: "planning_center" },
    attributes: { name: inTurn("Planning Center", "Stock Gifts", "PayPal", "Mission Portal", "Denomination") }
  }),
  BatchGroup: some(
    per(400, 2, 400),
    batch({
      attributes: { ...currency, committed: (_, slot, table) => slot < Math.floor(table.base * 0.9), status: status },
      live: { total_cents: total("giving.Batch", "batch_group", "total_cents") }
    })
  ),
  Batch: some(
    per(50, 4, 4000),
    batch({
      refs: { owner: oneOf("giving.Person", 8), batch_group: paced("giving.BatchGroup", 0.3) },
      attributes: {
        ...currency,
        status,
        committed_at: (_, slot, table) =>
          slot < Math.floor(table.base * 0.9) ? moment(table.born.span(slot)[1]) : null
      },
      live: {
        total_cents: total("giving.Donation", "batch", "amount_cents"),
        donations_count: (_, slot, table) => table.other("giving.Donation").children("batch", slot).length
      }
    })
  ),
  Donation: some(({ people }) => people * 2, {
    refs: {
      batch: paced("giving.Batch", 0.4),
      campus: spread("giving.Campus", 0.2),
      // a gift that comes by itself each month comes from whoever set it up
      person: {
        to: "giving.Person",
        at: (dice, slot, table) => {
          const recurring = table.born.ref(slot, "recurring_donation")
          if (recurring >= 0) return table.other("giving.RecurringDonation").born.ref(recurring, "person")
          const { base } = table.other("giving.Person")
          return base === 0 || dice.chance(0.04) ? -1 : Math.floor(dice.next() * base)
        }
      },
      payment_source: pick("giving.PaymentSource"),
      recurring_donation: spread("giving.RecurringDonation", 0.8)
    },
    after: ["person"],
    attributes: {
      ...currency,
      amount_cents: (dice) => Invent.money(dice),
      fee_cents: (dice, slot, table) =>
        table.born.value(slot, "payment_method") === "card"
          ? -Math.round(Number(table.born.value(slot, "amount_cents")) * 0.0215) - dice.int(0, 30)
          : 0,
      payment_method: (dice) =>
        dice.weighted([
          ["card", 55],
          ["ach", 20],
          ["check", 15],
          ["cash", 10]
        ]),
      payment_method_sub: (dice, slot, table) =>
        table.born.value(slot, "payment_method") === "card" ? dice.pick(["credit", "debit"]) : null,
      payment_brand: (dice, slot, table) =>
        table.born.value(slot, "payment_method") === "card" ? dice.pick(["Visa", "Mastercard", "Amex"]) : null,
      payment_last4: (dice, slot, table) =>
        table.born.value(slot, "payment_method") === "card" ? `${dice.int(1000, 9999)}` : null,
      payment_check_number: (dice, slot, table) =>
        table.born.value(slot, "payment_method") === "check" ? dice.int(100, 9999) : null,
      payment_check_dated_at: (_, slot, table) =>
        table.born.value(slot, "payment_method") === "check" ? moment(table.born.span(slot)[0]).slice(0, 10) : null,
      payment_status: (dice) =>
        dice.weighted([
          ["succeeded", 95],
          ["pending", 3],
          ["failed", 2]
        ]),
      received_at: (_, slot, table) => moment(table.born.span(slot)[0]),
      completed_at: (_, slot, table) =>
        table.born.value(slot, "payment_status") === "succeeded" ? moment(table.born.span(slot)[0]) : null,
      refundable: (_, slot, table) => table.born.value(slot, "payment_status") === "succeeded"
    },
    live: { refunded: (_, slot, table) => table.other("giving.Refund").children("donation", slot).length > 0 },
    edges: { labels: through("giving.~DonationLabel", "one", "other") }
  }),
  "~DonationLabel": pairs("giving.Donation", "giving.Label", [
    [0, 80],
    [1, 18],
    [2, 2]
  ]),
  Designation: below(
    "giving.Donation",
    "donation",
    [
      [1, 80],
      [2, 15],
      [3, 5]
    ],
    {
      refs: { fund: pick("giving.Fund") },
      inside: true,
      attributes: {
        ...currency,
        amount_cents: (_, slot, table) => share(slot, table, "giving.Donation", "giving.Designation"),
        fee_cents: always(0)
      }
    }
  ),
  Note: below(
    "giving.Donation",
    "donation",
    [
      [0, 95],
      [1, 5]
    ],
    { attributes: { body: Invent.prose } }
  ),
  Refund: below(
    "giving.Donation",
    "donation",
    [
      [0, 985],
      [1, 15]
    ],
    {
      attributes: {
        ...currency,
        amount_cents: (_, slot, table) => table.other("giving.Donation").born.value(table.owner(slot), "amount_cents"),
        fee_cents: always(0),
        refunded_at: (_, slot, table) => moment(table.born.span(slot)[0])
      }
    }
  ),
  // a refund gives back what each designation got
  DesignationRefund: below("giving.Refund", "refund", 1, {
    refs: { designation: nth("giving.Designation", "donation", "refund", "donation") },
    attributes: {
      ...currency,
      amount_cents: (_, slot, table) => {
        const designation = table.born.ref(slot, "designation")
        return designation < 0 ? 0 : table.other("giving.Designation").born.value(designation, "amount_cents")
      }
    }
  }),
  PaymentMethod: below(
    "giving.Person",
    "person",
    [
      [0, 75],
      [1, 20],
      [2, 5]
    ],
    {
      attributes: {
        last4: (dice) => `${dice.int(1000, 9999)}`,
        brand: (dice) => dice.pick(["Visa", "Mastercard", "Amex"]),
        method_subtype: (dice) => dice.pick(["credit", "debit"]),
        expiration: (dice) => `20${dice.int(25, 31)}-${dice.int(10, 12)}-01`
      }
    }
  ),
  RecurringDonation: below(
    "giving.PaymentMethod",
    "payment_method",
    [
      [0, 60],
      [1, 38],
      [2, 2]
    ],
    {
      refs: { person: along("giving.Person", "payment_method", "person") },
      attributes: {
        ...currency,
        amount_cents: (dice) => Invent.money(dice),
        release_hold_at: always(null),
        next_occurrence: (_, slot, table) => moment(table.born.span(slot)[1] + 7 * 86_400),
        // recorded with one of three keys
        schedule: (dice) =>
          dice.pick<Json>([
            { day_in_month: { day: dice.int(1, 28) } },
            { weekday: { day: dice.int(0, 6) } },
            { biweekly: { day: dice.int(0, 6) } }
          ])
      },
      edges: { designations: children("giving.RecurringDonationDesignation", "recurring_donation") }
    }
  ),
  RecurringDonationDesignation: below(
    "giving.RecurringDonation",
    "recurring_donation",
    [
      [1, 4],
      [2, 1]
    ],
    {
      refs: { fund: pick("giving.Fund") },
      attributes: {
        ...currency,
        amount_cents: (_, slot, table) =>
          share(slot, table, "giving.RecurringDonation", "giving.RecurringDonationDesignation")
      }
    }
  ),
  InKindDonation: some(per(80, 3, 4000), {
    refs: { fund: pick("giving.Fund"), person: spread("giving.Person"), campus: spread("giving.Campus", 0.3) },
    attributes: { fair_market_value_currency: always("USD"), exchange_details: always(null) }
  }),
  PledgeCampaign: some(3, {
    refs: { fund: pick("giving.Fund") },
    attributes: {
      name: inTurn("Roof 2024", "Hope for the City", "Neue Orgel"),
      goal_cents: (dice) => dice.int(10, 900) * 100_000,
      goal_currency: always("USD")
    },
    edges: { pledges: children("giving.Pledge", "pledge_campaign") }
  }),
  Pledge: below(
    "giving.PledgeCampaign",
    "pledge_campaign",
    skewed(6, ({ people }) => people / 8),
    {
      refs: { person: spread("giving.Person"), joint_giver: spread("giving.Person", 0.9) },
      attributes: {
        ...currency,
        amount_cents: (dice) => dice.int(1, 60) * 10_000,
        joint_giver_amount_cents: always(0),
        joint_giver_donated_total_cents: always(0)
      },
      edges: { joint_giver: via("joint_giver") }
    }
  )
})

function status(_: unknown, slot: number, table: Table): string {
  return slot < Math.floor(table.base * 0.9) ? "committed" : "in_progress"
}

const addresses = (table: Table, slot: number, of: string, attribute: string) => {
  const known = table.other(people)
  const from = table.other(of)
  return from.children("person", known.slot(table.id(slot))).map((child) => ({
    location: from.value(child, "location"),
    [attribute]: from.value(child, attribute),
    primary: from.value(child, "primary")
  }))
}

const first = (table: Table, slot: number) => {
  const donations = table.other("giving.Donation")
  const [earliest] = donations.children("person", slot)
  return earliest === undefined ? null : donations.value(earliest, "received_at")
}
