/** A wire between a client and the server, which can be cut at the worst of moments. */
import { connect, createServer, type Socket } from "node:net"

/** Listens on a port of its own, and passes on what comes. */
export const start = async (target: string) => {
  const { hostname, port: targetPort } = new URL(target)
  let losing: string | undefined
  let lost = 0
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(targetPort === "" ? 5432 : targetPort) })
    let deaf = false
    for (const socket of [near, far]) {
      sockets.add(socket)
      // an end is an end, whatever it is called
      socket.on("error", () => socket.destroy())
    }
    near.on("data", (part) => {
      if (losing !== undefined && part.includes(losing)) {
        losing = undefined
        deaf = true
        lost++
      }
      far.write(part)
    })
    far.on("data", (part) => {
      // the server has done what it was asked, and nobody will hear of it
      if (deaf) near.destroy()
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
    /** The answer to the next request in which this text occurs is lost, and the connection with it. */
    loseAnswerTo: (text: string) => {
      losing = text
    },
    lost: () => lost,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  }
}
