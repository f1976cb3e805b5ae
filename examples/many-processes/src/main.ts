/**
 * One of any number of processes that read the same account. Start several:
 *
 *   SHARED_URL=redis://127.0.0.1:6379 PCO_BASE_URL=… REQUESTS=200 node main.ts &
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect } from "effect"
import { work } from "./Work.ts"

NodeRuntime.runMain(Effect.flatMap(work, (report) => Console.log(JSON.stringify(report))))
