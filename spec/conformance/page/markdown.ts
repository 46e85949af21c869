/** Tables in Markdown. */

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

/** A table; numbers stand at the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const isNumeric = (column: number): boolean => rows.every((row) => /^[*–\d]/.test(row[column] ?? ''))
  const sides = head.map((_, column) => (column > 0 && isNumeric(column) ? '--:|' : '---|'))
  return [line(head), `|${sides.join('')}`, ...rows.map(line)].join('\n')
}

/** A number in two digits; one beyond the bound stands out. */
export const digits = (error: number | undefined): string => {
  if (error === undefined) return '–'
  const short = error >= 1000 ? `${error.toExponential(0).replace('e+', 'e')}` : `${error}`
  const said = error >= 1e30 ? 'none' : short
  return error > 1 ? `**${said}**` : said
}
