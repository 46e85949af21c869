/** What is printed: a line a quantity. */
import { compare, ordered } from './criterion.mjs'
import { orders, references } from './references.mjs'

const number = (x, digits) => (Number.isFinite(x) ? x.toFixed(digits) : '–')
const withSpread = (value, spread, digits) =>
  spread === undefined || !Number.isFinite(spread)
    ? number(value, digits)
    : `${number(value, digits)} ± ${number(spread, digits)}`

const head = ['', 'quantity', 'reference', 'ours', 'seeds', 'difference', 'allowed', 'in s.d.', 'verdict']
const verdict = (met) => (met ? 'met' : 'NOT MET')

const comparison = (name, quantity, reference, values) => {
  const found = compare(reference, values)
  const { digits } = reference
  const more = digits + 1
  return {
    met: found.met,
    cells: [
      name,
      quantity,
      withSpread(reference.value, reference.spread, digits),
      withSpread(found.ours, found.deviation, more),
      `${values.length}`,
      `${found.difference < 0 ? '' : '+'}${number(found.difference, more)}`,
      number(found.allowed, more),
      number(found.units, 2),
      verdict(found.met),
    ],
  }
}

const order = ({ quantity, below, above }, low, high) => {
  const { difference, error, met } = ordered(low, high)
  const seeds = `${low.length}, ${high.length}`
  const cells = [
    'order',
    `${quantity}: ${above} above ${below}`,
    '> 0',
    withSpread(difference, error, 3),
    seeds,
  ]
  return { met, cells: [...cells, '', '', number(difference / error, 2), verdict(met)] }
}

/** Rows for all quantities that were found; `found` gives the values of the seeds by experiment and quantity. */
export const rowsOf = (found) => [
  ...Object.entries(found).flatMap(([name, byQuantity]) =>
    Object.entries(references[name]).map(([quantity, reference]) =>
      comparison(name, quantity, reference, byQuantity[quantity] ?? [Number.NaN]),
    ),
  ),
  ...orders
    .filter(({ below, above }) => below in found && above in found)
    .map((o) => order(o, found[o.below][o.quantity], found[o.above][o.quantity])),
]

/** Rows as lines with aligned columns. */
export const render = (rows) => {
  const lines = [head, ...rows.map(({ cells }) => cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  return lines
    .map((line) =>
      line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    .join('\n')
}
