/** The table of `types.mjs`: a line a program. */

/** The least of each number over all runs; counts are the same in each. */
const least = (runs, name) => Math.min(...runs.map((run) => run[name]))

const line = (cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(22) : cell.padStart(16))).join('')

/** `found` by program, in the same order: what each run said. The first program is the empty one. */
export const table = (programs, found) => {
  const [base] = found
  const above = (runs, name) => least(runs, name) - least(base, name)
  const rows = programs.map(({ name, layers }, i) => {
    const runs = found[i]
    const instantiations = above(runs, 'instantiations')
    const smaller = i > 0 && programs[i - 1].name === name ? i - 1 : undefined
    const more =
      smaller === undefined
        ? undefined
        : (instantiations - above(found[smaller], 'instantiations')) / (layers - programs[smaller].layers)
    return line([
      layers === 0 ? name : `${name}, ${layers}`,
      layers === 0 ? `(${least(runs, 'instantiations')})` : String(instantiations),
      more === undefined ? '' : more.toFixed(0),
      layers === 0 ? `(${least(runs, 'types')})` : String(above(runs, 'types')),
      layers === 0 ? `(${least(runs, 'seconds').toFixed(3)})` : above(runs, 'seconds').toFixed(3),
      layers === 0 ? `(${least(runs, 'megabytes').toFixed(0)})` : above(runs, 'megabytes').toFixed(0),
    ])
  })
  return [line(['', 'instantiations', 'a layer more', 'types', 'check s', 'memory MB']), ...rows].join('\n')
}
