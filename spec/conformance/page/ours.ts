/** The tables of what this package was measured to do. */
import type { Measured, Worst } from '../measure.js'
import { digits, table } from './markdown.js'

/** The worst of all orders; undefined where nothing was measured. */
export const worstOf = (...found: readonly (Worst | undefined)[]): number | undefined => {
  const errors = found.flatMap((worst) => Object.values(worst ?? {}))
  return errors.length === 0 ? undefined : Math.max(...errors)
}

/** A row for each group of some chapters, a column for each run. */
export const rowsOf = (
  runs: readonly Measured[],
  chapters: readonly string[],
  groups: readonly string[],
): readonly (readonly string[])[] =>
  groups.map((group) => [
    `\`${group}\``,
    ...runs.map(({ chapters: found }) => digits(worstOf(...chapters.map((c) => found[c]?.[group])))),
  ])

/** The worst of each group of a chapter, run by run. */
export const chapterTable = (
  what: string,
  runs: readonly Measured[],
  chapter: string,
  groups: readonly string[],
): string => table([what, ...runs.map(({ run }) => run)], rowsOf(runs, [chapter], groups))

/** What each run ran on. */
export const devices = (runs: readonly Measured[]): string =>
  table(
    ['run', 'device'],
    runs.map(({ run, device }) => [run, device]),
  )
