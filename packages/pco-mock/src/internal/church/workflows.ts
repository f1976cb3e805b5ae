/**
 * Workflows, their steps and their cards.
 */

import { type Json, moment } from "../../Row.ts"
import * as Invent from "../world/invent.ts"
import {
  below,
  children,
  counted,
  type Kind,
  oneOf,
  per,
  pick,
  skewed,
  some,
  spread,
  through,
  via
} from "../world/kind.ts"
import type { Table } from "../world/table.ts"
import * as Words from "../world/words.ts"

import { words } from "./choices.ts"

const day = 86_400

/** Workflows, and the cards that move along their steps. */
export const workflows: { readonly [type: string]: Kind } = {
  WorkflowCategory: words(["Next Steps", "Care"], "name"),
  Workflow: some(per(800, 4, 24), {
    refs: { campus: pick("people.Campus", 0.6), workflow_category: pick("people.WorkflowCategory", 0.3) },
    edges: {
      category: via("workflow_category"),
      cards: children("people.WorkflowCard", "workflow"),
      steps: children("people.WorkflowStep", "workflow"),
      shares: children("people.WorkflowShare", "workflow"),
      shared_people: through("people.WorkflowShare", "workflow", "person")
    },
    attributes: {
      name: (dice) => dice.pick(Words.titles),
      // deleted workflows are never exposed: it is always null there
      deleted_at: () => null
    },
    live: {
      total_cards_count: counted("people.WorkflowCard", "workflow"),
      total_steps_count: counted("people.WorkflowStep", "workflow")
    }
  }),
  WorkflowStep: below(
    "people.Workflow",
    "workflow",
    [
      [2, 1],
      [3, 2],
      [6, 1]
    ],
    { refs: { default_assignee: oneOf("people.Person", 25, 0.3) } }
  ),
  WorkflowStepAssigneeSummary: below(
    "people.WorkflowStep",
    "step",
    [
      [0, 1],
      [1, 1]
    ],
    { refs: { person: oneOf("people.Person", 25) } }
  ),
  WorkflowAssigneeSummary: some(5, { refs: { person: oneOf("people.Person", 25) } }),
  WorkflowShare: below("people.Workflow", "workflow", 2, { refs: { person: oneOf("people.Person", 25) } }),
  WorkflowCard: below(
    "people.Workflow",
    "workflow",
    skewed(4, ({ people }) => people / 5),
    {
      refs: {
        person: spread("people.Person"),
        assignee: oneOf("people.Person", 25, 0.2),
        current_step: {
          to: "people.WorkflowStep",
          at: (dice, slot, table) => {
            if (table.born.value(slot, "stage") === "completed") return -1
            const steps = table.other("people.WorkflowStep").born.children("workflow", table.owner(slot))
            return steps[Math.floor(dice.next() * steps.length)] ?? -1
          }
        }
      },
      after: ["person"],
      edges: {
        activities: children("people.WorkflowCardActivity", "workflow_card"),
        notes: children("people.WorkflowCardNote", "workflow_card")
      },
      attributes: {
        stage: (dice) =>
          dice.weighted([
            ["ready", 50],
            ["snoozed", 10],
            ["completed", 32],
            ["removed", 8]
          ]),
        completed_at: (_, slot, table) => when("completed", slot, table),
        removed_at: (_, slot, table) => when("removed", slot, table),
        snooze_until: (_, slot, table) =>
          table.born.value(slot, "stage") === "snoozed" ? moment(table.born.span(slot)[1] + 30 * day) : null
      }
    }
  ),
  WorkflowCardActivity: below(
    "people.WorkflowCard",
    "workflow_card",
    [
      [1, 2],
      [3, 1]
    ],
    {
      refs: {
        workflow_step: {
          to: "people.WorkflowStep",
          at: (_, slot, table) => table.other("people.WorkflowCard").born.ref(table.owner(slot), "current_step")
        }
      }
    }
  ),
  WorkflowCardNote: below(
    "people.WorkflowCard",
    "workflow_card",
    [
      [0, 4],
      [1, 1]
    ],
    { refs: { note_category: pick("people.NoteCategory") }, attributes: { note: Invent.prose } }
  )
}

const when = (stage: string, slot: number, table: Table): Json =>
  table.born.value(slot, "stage") === stage ? moment(table.born.span(slot)[1]) : null
