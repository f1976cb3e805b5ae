/** What every function of the store is written with. */

/** Quotes a function's body. */
export const body = "$openfaith_body$"

/**
 * Plans are kept: they must be right for tables that have grown since. What one set of rows has to do with another is asked
 * by subqueries of one row, which become no joins: a join is planned for as many rows as there were.
 */
export const planning = `
  SET enable_seqscan = off
  SET enable_hashjoin = off
  SET enable_mergejoin = off
  SET jit = off`
