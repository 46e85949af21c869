/** The programs of the README, as a newcomer copies them. */
import { readFileSync } from 'node:fs'
import { type Example, examplesOfMarkdown } from '../docs/example.js'
import { root } from '../support/sources.js'

const examples = examplesOfMarkdown('README.md', readFileSync(`${root}README.md`, 'utf8'))

const found = (what: string, is: (e: Example) => boolean): string => {
  const example = examples.find(is)
  if (example === undefined) throw new Error(`README.md has no ${what}`)
  return example.code
}

/** The first one, which compiles and runs. */
export const example = found('example', ({ kind }) => kind === 'run')

/** The lines that a program has besides in a browser. */
const inBrowser = found('lines for a browser', ({ code }) => code.includes('setWasmPaths'))

/** A program with the lines that it has besides in a browser. */
export const forBrowser = (program: string): string => `${inBrowser}\n${program}`
