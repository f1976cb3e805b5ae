/** A wire between a client and the server, which can be cut at the worst of moments. */
import { connect, createServer, type Socket } from "node:net"

/** What is done when a request with a certain text comes along, once. */
export interface Cut {
  readonly text: string
  /** `request`: it does not arrive. `answer`: it does, and nobody hears of it. The connection is lost either way. */
  readonly loses: "request" | "answer"
  readonly thereupon?: () => void
}

/** Listens on a port of its own, and passes on what comes. */
export const start = async (target: string) => {
  const { hostname, port: targetPort } = new URL(target)
  let planned: Cut | undefined
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(targetPort === "" ? 5432 : targetPort) })
    let cut: Cut | undefined
    const cutOff = () => {
      near.destroy()
      cut?.thereupon?.()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      // an end is an end, whatever it is called
      socket.on("error", () => socket.destroy())
    }
    near.on("data", (part) => {
      if (planned !== undefined && part.includes(planned.text)) {
        cut = planned
        planned = undefined
      }
      if (cut?.loses === "request") cutOff()
      else far.write(part)
    })
    far.on("data", (part) => {
      if (cut?.loses === "answer") cutOff()
      else near.write(part)
    })
    near.on("close", () => far.destroy())
    far.on("close", () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const url = new URL(target)
  url.port = String(typeof address === "object" && address !== null ? address.port : 0)
  url.hostname = "127.0.0.1"
  return {
    url: url.href,
    plan: (cut: Cut | undefined) => {
      planned = cut
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  }
}
