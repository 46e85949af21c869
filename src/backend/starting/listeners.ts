/** Handlers of the process that a dependency leaves behind. */
import { called } from '../device/property.js'

/** Emscripten's start adds handlers that print a whole minified file on any crash; they are taken off again. */
export const withoutNewListeners = async <A>(load: () => Promise<A>): Promise<A> => {
  const host = typeof process === 'undefined' || typeof process.listeners !== 'function' ? undefined : process
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => new Set<unknown>(host?.rawListeners(event) ?? []))
  try {
    return await load()
  } finally {
    events.forEach((event, i) => {
      for (const listener of host?.rawListeners(event) ?? [])
        if (before[i]?.has(listener) === false) called(host, 'removeListener', event, listener)
    })
  }
}
