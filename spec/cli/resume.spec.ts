/** A run that is killed at whatever moment and taken up again ends as if nothing had happened, byte for byte. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../support/sources.js'
import { temporaryFolder } from '../support/temporary.js'
import { contents, linesOf, type Outcome, run } from './program.js'

const { folder: cwd, remove } = temporaryFolder()
const killer = pathToFileURL(join(root, 'spec/cli/kill.mjs')).href

const killed: Outcome = { status: null, stdout: expect.any(String), stderr: '' }
const done = { status: 0, stderr: '' }

const started = ['--epochs', '4', '--hidden', '16', '--batch', '256']
const resume = (out: string) => ['--resume', '--out', out]

/** Every file of a run by name, as text of its bytes. */
const filesOf = (out: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    contents(join(cwd, out)).map((name) => [name, readFileSync(join(cwd, out, name), 'latin1')]),
  )

const epochsIn = (out: string): number => linesOf(filesOf(out)['metrics.jsonl'] ?? '').length

beforeAll(async () => {
  expect(await run({ cwd }, ...started, '--out', 'whole')).toMatchObject(done)
})

afterAll(remove)

describe('killed in the middle of a write', () => {
  const kill = (at: string, ...args: readonly string[]) =>
    run({ cwd, preload: [killer], env: { KILL_AT: at } }, ...args)

  test('of whichever file, a run goes on to the same end', async () => {
    const begin = [...started, '--out', 'cut']
    // nothing has begun yet: the folder is free
    expect(await kill('write config.json 1', ...begin)).toEqual(killed)
    expect(Object.keys(filesOf('cut'))).not.toContain('config.json')
    // half a line of metrics, no checkpoint
    expect(await kill('append metrics.jsonl 1', ...begin)).toEqual(killed)
    expect(Object.keys(filesOf('cut'))).not.toContain('checkpoint.safetensors')
    // half a checkpoint, a whole one that is not in its place yet, one that is
    for (const at of ['write', 'before-rename', 'after-rename']) {
      expect(await kill(`${at} checkpoint.safetensors 1`, ...resume('cut')), at).toEqual(killed)
      expect(epochsIn('cut'), at).toBe(1)
    }
    // half a third line after the second checkpoint
    expect(await kill('append metrics.jsonl 2', ...resume('cut'))).toEqual(killed)
    expect(epochsIn('cut')).toBe(2)
    // all is trained, half a picture is drawn
    expect(await kill('write samples.png 1', ...resume('cut'))).toEqual(killed)
    expect(epochsIn('cut')).toBe(4)
    expect(await run({ cwd }, ...resume('cut'))).toMatchObject(done)
    expect(filesOf('cut')).toEqual(filesOf('whole'))
  })

  test('a run that is done may be taken up again and stays what it is', async () => {
    const before = filesOf('whole')
    expect(await run({ cwd }, ...resume('whole'))).toMatchObject(done)
    expect(filesOf('whole')).toEqual(before)
  })
})

test('killed at no moment in particular, again and again, a run goes on to the same end', async () => {
  const ends: (number | null)[] = []
  for (const delay of [0, 120, 400]) {
    const args = ends.length === 0 ? started : ['--resume']
    const outcome = await run(
      { cwd, atFirstLine: ({ kill }) => setTimeout(kill, delay) },
      ...args,
      '--out',
      'chopped',
    )
    expect(outcome.stderr).toBe('')
    ends.push(outcome.status)
  }
  // the first line comes before the first step, so at least that kill hit
  expect(ends).toContain(null)
  expect(await run({ cwd }, ...resume('chopped'))).toMatchObject(done)
  expect(filesOf('chopped')).toEqual(filesOf('whole'))
})
