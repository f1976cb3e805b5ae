// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const requiredApprovalShape = Resource.make("calendar", "RequiredApproval", { attributes: {}, lenient: true })

type Shape = typeof requiredApprovalShape

/** The type of {@link RequiredApproval}, by its name. */
export interface RequiredApproval extends Shape {}

/**
 * That a group has to approve whoever wants a resource.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/required_approval
 * @since 0.1.0
 * @category models
 */
export const RequiredApproval: RequiredApproval = requiredApprovalShape
