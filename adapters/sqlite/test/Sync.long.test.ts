import * as Happenings from "./Happenings.ts"

Happenings.isEqual([5, 6, 7, 8, 9, 10])
