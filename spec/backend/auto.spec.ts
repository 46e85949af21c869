import { either as E, taskEither as TE } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Backend, BackendName } from '../../src/backend/index.js'
import { startBest } from '../../src/backend/starting/auto.js'
import { backendUnavailable, render } from '../../src/failure/index.js'
import { started } from '../support/backends.js'

let real: Backend
beforeAll(async () => {
  real = await started('cpu')
})

type Device = 'gpu' | 'drawn' | 'absent'

/** Starts what it is told is there, and remembers in which order it was asked. */
const planted = (devices: Readonly<Record<BackendName, Device>>) => {
  const asked: BackendName[] = []
  const closed: string[] = []
  const starting = startBest(
    (name) => {
      asked.push(name)
      if (devices[name] === 'absent')
        return TE.left(
          backendUnavailable({ backend: name, reason: `planted: no ${name}`, remedy: 'plant it' }),
        )
      const software = devices[name] === 'drawn'
      return TE.right({ ...real, name, describe: () => ({ ...real.describe(), backend: name, software }) })
    },
    async (losers) => {
      closed.push(...losers.map((loser) => loser.name))
    },
  )
  return { asked, closed, starting }
}

const chosen = async (devices: Parameters<typeof planted>[0]): Promise<string> => {
  const best = await planted(devices).starting()
  return E.isRight(best) ? best.right.name : render(best.left)
}

describe('the best backend that starts', () => {
  const every = { webgpu: 'gpu', webgl: 'gpu', wasm: 'gpu', cpu: 'gpu' } as const

  it('is the fastest one, and none after it is started', async () => {
    const { asked, starting } = planted(every)
    expect(asked).toEqual([])
    expect(await starting()).toMatchObject(E.right({ name: 'webgpu' }))
    expect(asked).toEqual(['webgpu'])
  })

  it('goes on in the order of their speed', async () => {
    expect(await chosen({ ...every, webgpu: 'absent' })).toBe('webgl')
    expect(await chosen({ ...every, webgpu: 'absent', webgl: 'absent' })).toBe('wasm')
    expect(await chosen({ ...every, webgpu: 'absent', webgl: 'absent', wasm: 'absent' })).toBe('cpu')
  })

  it('is no GPU that the processor draws, as long as anything else starts', async () => {
    expect(await chosen({ ...every, webgpu: 'drawn' })).toBe('webgl')
    expect(await chosen({ ...every, webgpu: 'drawn', webgl: 'drawn' })).toBe('wasm')
    expect(await chosen({ ...every, webgpu: 'drawn', webgl: 'absent', wasm: 'absent' })).toBe('cpu')
    const neither = { wasm: 'absent', cpu: 'absent' } as const
    expect(await chosen({ ...neither, webgpu: 'drawn', webgl: 'drawn' })).toBe('webgl')
    expect(await chosen({ ...neither, webgpu: 'drawn', webgl: 'absent' })).toBe('webgpu')
  })

  it('is the only one that stays: GPUs that lost are closed', async () => {
    const lost = async (devices: Parameters<typeof planted>[0]): Promise<readonly string[]> => {
      const { closed, starting } = planted(devices)
      await starting()
      return closed
    }
    expect(await lost({ ...every, webgpu: 'drawn', webgl: 'drawn' })).toEqual(['webgpu', 'webgl'])
    expect(await lost({ ...every, webgpu: 'drawn' })).toEqual(['webgpu'])
    const neither = { wasm: 'absent', cpu: 'absent' } as const
    expect(await lost({ ...neither, webgpu: 'drawn', webgl: 'drawn' })).toEqual(['webgpu'])
    expect(await lost({ ...neither, webgpu: 'drawn', webgl: 'absent' })).toEqual([])
    expect(await lost(every)).toEqual([])
  })

  it('does not exist where none starts: then each says why', async () => {
    expect(await chosen({ webgpu: 'absent', webgl: 'absent', wasm: 'absent', cpu: 'absent' })).toBe(
      'backend auto: expected it to start; found none that starts (webgpu: planted: no webgpu; webgl: planted: no webgl; ' +
        'wasm: planted: no wasm; cpu: planted: no cpu); npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-wasm',
    )
  })
})
