/** Between two programs of the documents: each was written to end with its process. */

/** Gives back what a program held, which would have ended with its process. */
export const stopBackends = async (): Promise<void> => {
  if (Reflect.has(globalThis, '_tfengine')) (await import('@tensorflow/tfjs-core')).engine().reset()
}
