import { comesToTheSame } from "./Lives.ts"

comesToTheSame({
  // what is written first is known already, and brings it no further
  "while the server is writing": (life) => ({ moment: "inside", at: 2 + (life % 3) })
})
