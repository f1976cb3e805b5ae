export * as Pco from "./Pco.ts"
export * as People from "./People.ts"
