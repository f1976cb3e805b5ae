/**
 * The longest that one test or one hook may take, in milliseconds: five minutes. It ends what hangs and says nothing about
 * speed: the suites, and all tests of this repository, have this bound and no other.
 */
export const hangBoundMillis = 300_000
