/** The table of a benchmark: a line a contestant, and what follows from it. */

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The median over rounds of each round's median, and the best step of all rounds, in ms. */
export const summary = (rounds) => ({
  median: median(rounds.map(({ times }) => median(times))),
  min: Math.min(...rounds.flatMap(({ times }) => times)),
})

const ratio = (a, b) => `${(a.median / b.median).toFixed(2)} / ${(a.min / b.min).toFixed(2)}`

const line = (cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(15))).join('')

/** `rounds` by contestant: what each round found. */
export const report = (rounds, { stocks, floor }) => {
  const found = Object.fromEntries(Object.entries(rounds).map(([name, each]) => [name, summary(each)]))
  const rows = Object.entries(rounds).map(([name, each]) => {
    const { before, after, heap } = each[each.length - 1]
    const { median, min } = found[name]
    return line([
      name,
      median.toFixed(2),
      min.toFixed(2),
      `${before} → ${after}`,
      (heap / 2 ** 20).toFixed(0),
    ])
  })
  const sumOfBest = Math.min(...rounds[floor].map((round) => round.sumOfBest))
  const { ours } = found
  const ratios = [
    [`ours / ${floor}`, ratio(ours, found[floor])],
    ...stocks.map((stock) => [`${stock} / ours`, ratio(found[stock], ours)]),
    ...stocks.map((stock) => [`${stock} / ${floor}`, ratio(found[stock], found[floor])]),
  ]
  return [
    line(['', 'median ms', 'min ms', 'live tensors', 'heap MB']),
    ...rows,
    '',
    'ratios of medians / of minima',
    ...ratios.map(([of, found]) => `  ${of.padEnd(42)}${found}`),
    `  ours (min) / sum of the least time of each kernel of the floor (${sumOfBest.toFixed(2)} ms)    ${(ours.min / sumOfBest).toFixed(2)}`,
  ].join('\n')
}
