import * as Happenings from "./Happenings.ts"

Happenings.isEqual([1, 2, 3, 4, 5, 6])
