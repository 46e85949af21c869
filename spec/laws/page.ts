/** The tables of the page of laws. */
import { lawTable } from '../../src/laws/index.js'
import { falseAlarm, falseAlarms } from './false-alarms.js'
import { cpuLaws, familyLaws } from './runs.js'

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const power = (value: number): string => (value === 0 ? '0' : value.toExponential(1))

/** What each law claims. */
const claims = (): string =>
  [
    row('law', 'of', 'claim', 'tolerance', 'false alarm of a run'),
    row('---', '---', '---', '---', '---'),
    ...Object.entries(lawTable).map(([name, law]) =>
      row(`\`${name}\``, law.of, law.claim, law.tolerance, law.counted),
    ),
  ].join('\n')

/** How often each group of specs would alarm. */
const alarms = (): string =>
  [
    row('specs', 'false alarm'),
    row('---', '---'),
    ...Object.entries(falseAlarms).map(([name, probability]) => row(name, power(probability))),
    row('**all**', `**${power(falseAlarm)}**`),
  ].join('\n')

/** How many laws run on each family. */
const counts = (): string => {
  const all = Object.values(familyLaws).flat().length
  const again = Object.values(cpuLaws).flat().length
  return `${Object.keys(familyLaws).length} families, ${all} laws on wasm, ${again} of them again on cpu.`
}

/** The blocks of the page that are written by a script, by their names. */
export const blocks: Readonly<Record<string, () => string>> = { claims, alarms, counts }

const block = (name: string): RegExp => new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- end -->)`)

/** A page with its blocks written anew; one that lacks a block is refused. */
export const withBlocks = (page: string): string =>
  Object.entries(blocks).reduce((text, [name, render]) => {
    if (!block(name).test(text)) throw new Error(`the page of laws has no block ${name}`)
    return text.replace(block(name), (_, before: string, after: string) => `${before}\n${render()}\n${after}`)
  }, page)
