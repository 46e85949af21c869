/** Letting others run: where steps only queue work for a device, a page would stand still until the next reading. */

/** How long a loop may keep the thread, in milliseconds: less than a frame of a screen. */
const LONGEST = 12

/** A function that gives the thread away once its caller has kept it long enough. */
export const turns = (): (() => Promise<void>) => {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < LONGEST) return
    await nextTurn()
    since = performance.now()
  }
}

/** A message to oneself comes after what waits already; a timer of no length would wait for milliseconds. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
