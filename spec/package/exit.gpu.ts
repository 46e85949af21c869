/** The README's program on webgpu in plain Node: a process of its own, which has to end by itself. */
import { spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../support/sources.js'
import { temporaryFolder } from '../support/temporary.js'
import { bundleOf, fromSources } from './bundle.js'
import { example } from './readme.js'

const { folder, remove } = temporaryFolder()
afterAll(remove)

it('trains a smaller model and ends by itself', async () => {
  // smaller and shorter, since it may be the processor that draws: what it learns in three steps is not judged
  const program = [
    ['784', '16'],
    ['400', '8'],
    ['to: 40', 'to: 3'],
    ["use('wasm')", "use('webgpu')"],
    ['console.assert(nats > -16 * Math.LN2)', ''],
  ].reduce((text, [from = '', to = '']) => {
    expect(text).toContain(from)
    return text.replaceAll(from, to)
  }, example)
  writeFileSync(join(folder, 'program.ts'), program)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { code } = await bundleOf(join(folder, 'program.ts'), 'node', {
    ...fromSources,
    external: [/^@tensorflow\//, /^fp-ts/],
  })
  writeFileSync(join(folder, 'program.mjs'), code)
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'program.mjs')], {
    encoding: 'utf8',
    timeout: 90_000,
  })
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' })
  expect(stdout).toMatch(/^-\d+\.\d nats per example; 16 coin flips would have -11\.1\n$/)
})
