import { either as E } from 'fp-ts'
import { expect, it, describe as suite } from 'vitest'
import { start } from '../../src/backend/index.js'
import { describe, readSync, use } from '../../src/run/index.js'
import { ones } from '../../src/tensor/index.js'
import { started } from '../support/backends.js'
import { distance, trainedOn } from './small-vae.js'

suite('webgpu in Node', () => {
  it('starts, says what it runs on, and reads later only', async () => {
    const webgpu = await use('webgpu')()
    if (E.isLeft(webgpu)) throw new Error(JSON.stringify(webgpu.left))
    const { device, limits, ...rest } = describe()
    expect(rest).toMatchObject({ backend: 'webgpu', precision: 32, threads: 0, simd: false })
    expect(device).toMatch(/\w{3}/)
    expect(limits['bufferBytes']).toBeGreaterThanOrEqual(2 ** 27)
    expect(limits['bindingBytes']).toBeGreaterThanOrEqual(2 ** 27)
    expect(limits['workgroupsPerDimension']).toBeGreaterThanOrEqual(65_535)
    expect(readSync(ones(2))).toBeUndefined()
  })

  it('is not the best while the processor draws it', async () => {
    const [best, webgpu] = [await start('auto')(), await started('webgpu')]
    if (E.isLeft(best)) throw new Error(JSON.stringify(best.left))
    expect(best.right.name).toBe(webgpu.describe().software ? 'wasm' : 'webgpu')
  })

  it('trains an autoencoder to the same numbers as cpu', async () => {
    const there = await trainedOn(await started('webgpu'), 3)
    const here = await trainedOn(await started('cpu'), 3)
    expect(here.length).toBe(11)
    expect(distance(there, here)).toBeLessThan(1e-4)
  })
})
