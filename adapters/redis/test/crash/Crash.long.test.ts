import { comesToTheSame } from "./Lives.ts"

comesToTheSame({
  "after every single thing it writes": () => ({ moment: "after", at: 1 }),
  "before it writes": (life) => ({ moment: "before", at: 3 + (life % 4) })
})
