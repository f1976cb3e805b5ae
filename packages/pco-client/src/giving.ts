/** Planning Center Giving: every resource, and all it may be asked. */
// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import type { Endpoint, Resource } from "@openfaith/client-core"
import * as Batch from "./giving/Batch.ts"
import * as BatchGroup from "./giving/BatchGroup.ts"
import * as Campus from "./giving/Campus.ts"
import * as Designation from "./giving/Designation.ts"
import * as DesignationRefund from "./giving/DesignationRefund.ts"
import * as Donation from "./giving/Donation.ts"
import * as Fund from "./giving/Fund.ts"
import * as InKindDonation from "./giving/InKindDonation.ts"
import * as Label from "./giving/Label.ts"
import * as Note from "./giving/Note.ts"
import * as Organization from "./giving/Organization.ts"
import * as PaymentMethod from "./giving/PaymentMethod.ts"
import * as PaymentSource from "./giving/PaymentSource.ts"
import * as Person from "./giving/Person.ts"
import * as Pledge from "./giving/Pledge.ts"
import * as PledgeCampaign from "./giving/PledgeCampaign.ts"
import * as RecurringDonation from "./giving/RecurringDonation.ts"
import * as RecurringDonationDesignation from "./giving/RecurringDonationDesignation.ts"
import * as Refund from "./giving/Refund.ts"

export {
  Batch,
  BatchGroup,
  Campus,
  Designation,
  DesignationRefund,
  Donation,
  Fund,
  InKindDonation,
  Label,
  Note,
  Organization,
  PaymentMethod,
  PaymentSource,
  Person,
  Pledge,
  PledgeCampaign,
  RecurringDonation,
  RecurringDonationDesignation,
  Refund
}

/**
 * The endpoints under the names a client gives them.
 *
 * @since 0.1.0
 * @category models
 */
export const endpoints = {
  batches: {
    list: Batch.list,
    getById: Batch.get,
    listOfBatchGroup: Batch.listOfBatchGroup,
    listOfPerson: Batch.listOfPerson,
    create: Batch.create,
    update: Batch.update,
    delete: Batch.delete,
    commit: Batch.commit
  },
  batchGroups: {
    list: BatchGroup.list,
    getById: BatchGroup.get,
    getOfBatch: BatchGroup.getOfBatch,
    listOfPerson: BatchGroup.listOfPerson,
    create: BatchGroup.create,
    update: BatchGroup.update,
    delete: BatchGroup.delete,
    commit: BatchGroup.commit
  },
  campuses: {
    list: Campus.list,
    getById: Campus.get,
    getOfDonation: Campus.getOfDonation,
    getOfInKindDonation: Campus.getOfInKindDonation,
    getOfPerson: Campus.getOfPerson
  },
  designationRefunds: {
    listOfRefundOfDonation: DesignationRefund.listOfRefundOfDonation,
    getById: DesignationRefund.get,
    listOfRefund: DesignationRefund.listOfRefund
  },
  designations: {
    getById: Designation.get,
    getOfDesignationRefund: Designation.getOfDesignationRefund,
    listOfDonation: Designation.listOfDonation
  },
  donations: {
    list: Donation.list,
    getById: Donation.get,
    listOfBatch: Donation.listOfBatch,
    listOfCampus: Donation.listOfCampus,
    listOfPaymentSource: Donation.listOfPaymentSource,
    listOfPerson: Donation.listOfPerson,
    createBelowBatch: Donation.createBelowBatch,
    update: Donation.update,
    delete: Donation.delete,
    issueRefund: Donation.issueRefund
  },
  funds: {
    list: Fund.list,
    getById: Fund.get,
    getOfDesignation: Fund.getOfDesignation,
    getOfInKindDonation: Fund.getOfInKindDonation,
    getOfPledgeCampaign: Fund.getOfPledgeCampaign,
    getOfRecurringDonationDesignation: Fund.getOfRecurringDonationDesignation,
    create: Fund.create,
    update: Fund.update,
    delete: Fund.delete
  },
  inKindDonations: {
    list: InKindDonation.list,
    getById: InKindDonation.get,
    listOfPerson: InKindDonation.listOfPerson,
    create: InKindDonation.create,
    update: InKindDonation.update,
    delete: InKindDonation.delete
  },
  labels: {
    list: Label.list,
    getById: Label.get,
    listOfDonation: Label.listOfDonation,
    create: Label.create,
    update: Label.update,
    delete: Label.delete
  },
  notes: { getById: Note.get, getOfDonation: Note.getOfDonation },
  organization: { get: Organization.get },
  paymentMethods: {
    getById: PaymentMethod.get,
    listOfPerson: PaymentMethod.listOfPerson,
    getOfRecurringDonation: PaymentMethod.getOfRecurringDonation
  },
  paymentSources: {
    list: PaymentSource.list,
    getById: PaymentSource.get,
    create: PaymentSource.create,
    update: PaymentSource.update,
    delete: PaymentSource.delete
  },
  people: {
    list: Person.list,
    getById: Person.get,
    getOfBatch: Person.getOfBatch,
    getOfBatchGroup: Person.getOfBatchGroup,
    getOfInKindDonation: Person.getOfInKindDonation,
    getOfPledge: Person.getOfPledge,
    update: Person.update
  },
  pledgeCampaigns: {
    list: PledgeCampaign.list,
    getById: PledgeCampaign.get,
    getOfPledge: PledgeCampaign.getOfPledge,
    create: PledgeCampaign.create,
    update: PledgeCampaign.update,
    delete: PledgeCampaign.delete
  },
  pledges: {
    list: Pledge.list,
    getById: Pledge.get,
    listOfPerson: Pledge.listOfPerson,
    listOfPledgeCampaign: Pledge.listOfPledgeCampaign,
    create: Pledge.create,
    update: Pledge.update,
    delete: Pledge.delete
  },
  recurringDonationDesignations: {
    getById: RecurringDonationDesignation.get,
    listOfRecurringDonation: RecurringDonationDesignation.listOfRecurringDonation
  },
  recurringDonations: {
    list: RecurringDonation.list,
    getById: RecurringDonation.get,
    listOfPaymentMethod: RecurringDonation.listOfPaymentMethod,
    listOfPerson: RecurringDonation.listOfPerson
  },
  refunds: { getById: Refund.get, getOfDonation: Refund.getOfDonation }
}

/**
 * How the resources with a listing of their own are read as a whole, for a planner and a sync.
 *
 * @since 0.1.0
 * @category models
 */
export const readables: ReadonlyArray<Endpoint.Readable> = [
  Batch.readable,
  BatchGroup.readable,
  Campus.readable,
  Donation.readable,
  Fund.readable,
  InKindDonation.readable,
  Label.readable,
  PaymentSource.readable,
  Person.readable,
  RecurringDonation.readable
]

/**
 * By which ways the others are reached.
 *
 * @since 0.1.0
 * @category models
 */
export const nested: ReadonlyArray<Endpoint.Nested> = [
  Designation.nested,
  DesignationRefund.nested,
  Note.nested,
  PaymentMethod.nested,
  Pledge.nested,
  PledgeCampaign.nested,
  RecurringDonationDesignation.nested,
  Refund.nested
]

/**
 * The resources of which an account has one record, by the endpoint that reads it.
 *
 * @since 0.1.0
 * @category models
 */
export const singles: ReadonlyArray<Endpoint.AnyGet> = [Organization.get]

/**
 * Every resource, those among them that only come along with others.
 *
 * @since 0.1.0
 * @category models
 */
export const resources: ReadonlyArray<Resource.Any> = [
  Batch.Batch,
  BatchGroup.BatchGroup,
  Campus.Campus,
  Designation.Designation,
  DesignationRefund.DesignationRefund,
  Donation.Donation,
  Fund.Fund,
  InKindDonation.InKindDonation,
  Label.Label,
  Note.Note,
  Organization.Organization,
  PaymentMethod.PaymentMethod,
  PaymentSource.PaymentSource,
  Person.Person,
  Pledge.Pledge,
  PledgeCampaign.PledgeCampaign,
  RecurringDonation.RecurringDonation,
  RecurringDonationDesignation.RecurringDonationDesignation,
  Refund.Refund
]
