import { comesToTheSame } from "./Lives.ts"

comesToTheSame({
  "after every single thing it writes": () => ({ moment: "after", at: 1 }),
  "before it writes": (life) => ({ moment: "before", at: 3 + (life % 4) }),
  // what is written first is known already, and brings it no further
  "while the server is writing": (life) => ({ moment: "inside", at: 2 + (life % 3) })
})
