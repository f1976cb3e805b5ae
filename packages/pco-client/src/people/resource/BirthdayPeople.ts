// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const birthdayPeopleShape = Resource.make("people", "BirthdayPeople", { attributes: {}, lenient: true })

type Shape = typeof birthdayPeopleShape

/** The type of {@link BirthdayPeople}, by its name. */
export interface BirthdayPeople extends Shape {}

/**
 * Whose birthday is coming up.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/birthday_people
 * @since 0.1.0
 * @category models
 */
export const BirthdayPeople: BirthdayPeople = birthdayPeopleShape
