/** The fixtures that lie beside this file. */
import { readdirSync, readFileSync } from 'node:fs'
import { root } from '../support/sources.js'
import type { Fixture } from './wrong-programs.js'

const folder = 'spec/types'

/** The fixture of a name, without its ending. */
export const fixture = (name: string): Fixture => {
  const path = `${folder}/${name}.bad.ts`
  return { path, text: readFileSync(`${root}${path}`, 'utf8') }
}

/** Every fixture, in order of name. */
export const fixtures = (): readonly Fixture[] =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith('.bad.ts'))
    .sort()
    .map((name) => fixture(name.replace(/\.bad\.ts$/, '')))
