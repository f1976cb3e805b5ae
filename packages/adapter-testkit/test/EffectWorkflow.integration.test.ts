import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Layer from "effect/Layer"
import * as WorkflowEngineSuite from "../src/WorkflowEngineSuite.ts"

const lostWakes = "what comes while a body is on its way to its rest does not wake it"

WorkflowEngineSuite.suite(
  "@effect/workflow in memory",
  (workflows) => Layer.provideMerge(workflows, WorkflowEngine.layerMemory),
  {
    differences: {
      "lets nothing of whoever asks leak into the body": "a body is forked from the fiber of whoever asks first",
      "waits for several things at once": "a step that runs as the body comes to rest is remembered as interrupted",
      "has work done by a queue": lostWakes,
      "hears of errors in a queue's work": lostWakes,
      "waits for two hundred children that sleep": lostWakes,
      "ends what is at a step after that step": "the body hears of an interruption when it comes to an end",
      "gives the result of one child to two parents": "only the parent that started a child is woken by it"
    }
  }
)
