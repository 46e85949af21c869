/** Whether a backend's device is still there, and what it says later of what it was asked to do. */
import type { KernelBackend } from '@tensorflow/tfjs-core'
import { type Failure, kernelFailed } from '../../failure/index.js'
import { InternalError } from '../../tensor/expression.js'
import type { Work } from './device.js'
import { BackendError, firstLineOf, refuseLost } from './fault.js'
import { called, numberAt, property, textAt } from './property.js'

/** Watches a device from when it was started. */
export interface Watch {
  /** Why it can no longer be used; undefined while it can. */
  readonly lost: () => string | undefined
  /** What a reading gives: it fails once the device is lost, even when the reading itself never ends. */
  readonly reading: <A>(read: () => Promise<A>) => Promise<A>
  /** Runs what a device judges later, so that what it says then is known to be of this. */
  readonly judged: <A>(work: Work, run: () => A) => A
}

/** What a device says by itself. */
interface Signals {
  /** Tells once when the device is gone. */
  readonly onLoss: (tell: (reason: string) => void) => void
  /** Asks now whether it is gone, where that can be asked. */
  readonly isGone: () => boolean
  /** What went wrong since it was asked last; asked after each reading. */
  readonly trouble: () => Promise<Failure | undefined>
  readonly judged: Watch['judged']
}

/** Watches a device. */
export const watchOf = (name: string, device: KernelBackend): Watch => {
  const { onLoss, isGone, trouble, judged } = signalsOf(name, device)
  let reason: string | undefined
  let tell: () => void = () => undefined
  const gone = new Promise<void>((resolve) => {
    tell = resolve
  })
  const lose = (why: string): string => {
    reason ??= why
    tell()
    return reason
  }
  onLoss(lose)
  const lost = (): string | undefined => reason ?? (isGone() ? lose('its context is gone') : undefined)
  const refuse = (): void => refuseLost({ name, lost })
  const reading = async <A>(read: () => Promise<A>): Promise<A> => {
    refuse()
    // a reading that fails because the device went away may do so before the device says that it is gone
    const told = read()
      .catch(async (error: unknown) => {
        await Promise.race([gone, soon()])
        throw error
      })
      .then(async (values) => ({ values, failure: await trouble() }))
    const first = await Promise.race([told, gone]).finally(refuse)
    // what was read from a lost device is zeros
    if (first === undefined) throw new InternalError(`${name}: a lost device has no reason`)
    if (first.failure !== undefined) throw new BackendError(first.failure)
    return first.values
  }
  return { lost, reading, judged }
}

/** How long a device may take to say why a reading failed, in milliseconds. */
const GRACE = 1000

const soon = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, GRACE)
  })

const signalsOf = (name: string, device: KernelBackend): Signals => {
  switch (name) {
    case 'webgl':
      return webglSignals(name, property(property(device, 'gpgpu'), 'gl'))
    case 'webgpu':
      return webgpuSignals(name, property(device, 'device'))
    default:
      return {
        onLoss: () => undefined,
        isGone: () => false,
        trouble: async () => undefined,
        judged: (_, run) => run(),
      }
  }
}

/** What WebGL keeps of what went wrong until it is asked. */
const errors: ReadonlyMap<number, string> = new Map([
  [0x0500, 'INVALID_ENUM'],
  [0x0501, 'INVALID_VALUE'],
  [0x0502, 'INVALID_OPERATION'],
  [0x0505, 'OUT_OF_MEMORY: a texture was not made'],
  [0x0506, 'INVALID_FRAMEBUFFER_OPERATION'],
])

const CONTEXT_LOST = 0x9242

/** All that a context kept, which forgets it by this; it keeps each kind once at most. */
const errorsOf = (gl: unknown): readonly number[] => {
  const kept = new Set<number>()
  for (;;) {
    const error = called(gl, 'getError')
    if (typeof error !== 'number' || error === numberAt(gl, 'NO_ERROR') || kept.has(error)) return [...kept]
    kept.add(error)
  }
}

const webglSignals = (name: string, gl: unknown): Signals => ({
  onLoss: (tell) => {
    called(property(gl, 'canvas'), 'addEventListener', 'webglcontextlost', (event: unknown) =>
      tell(textAt(event, 'statusMessage') ?? 'the browser took its WebGL context back'),
    )
  },
  isGone: () => called(gl, 'isContextLost') === true,
  trouble: async () => {
    // a lost context is told by its event
    const [first] = errorsOf(gl).filter((error) => error !== CONTEXT_LOST)
    if (first === undefined) return undefined
    const reason = errors.get(first) ?? `WebGL error ${first}`
    return kernelFailed({ backend: name, op: 'every kernel', reason })
  },
  judged: (_, run) => run(),
})

const webgpuSignals = (name: string, device: unknown): Signals => {
  let trouble: Failure | undefined
  const verdicts = new Set<Promise<void>>()
  const note = (error: unknown, work?: Work): void => {
    trouble ??= kernelFailed({
      backend: name,
      op: 'every kernel',
      ...work,
      reason: firstLineOf(error),
    })
  }
  const awaitVerdict = (work: Work): void => {
    const verdict = Promise.resolve(called(device, 'popErrorScope'))
      .then((error) => {
        if (error !== null && error !== undefined) note(error, work)
      })
      .catch(() => undefined)
      .finally(() => verdicts.delete(verdict))
    verdicts.add(verdict)
  }
  return {
    onLoss: (tell) => {
      const gone = property(device, 'lost')
      // a device without such a promise cannot tell
      if (gone instanceof Promise)
        void gone.then((info) =>
          tell(textAt(info, 'message') ?? textAt(info, 'reason') ?? 'no reason was given'),
        )
      called(device, 'addEventListener', 'uncapturederror', (event: unknown) => {
        called(event, 'preventDefault')
        note(property(event, 'error'))
      })
    },
    isGone: () => false,
    trouble: async () => {
      await Promise.all(verdicts)
      const found = trouble
      trouble = undefined
      return found
    },
    judged: (work, run) => {
      const kinds = ['validation', 'out-of-memory']
      for (const kind of kinds) called(device, 'pushErrorScope', kind)
      try {
        return run()
      } finally {
        for (const _ of kinds) awaitVerdict(work)
      }
    },
  }
}
