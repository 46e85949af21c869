/** Drawings as SVG text: the same numbers give the same text, and it reads on a light and on a dark page. */

/** A point of a drawing, in pixels from its upper left corner. */
export type Point = readonly [x: number, y: number]

export const width = 640
const usual = 340

/** The rectangle in which data is drawn. */
export const plot = { left: 52, right: 624, top: 44, bottom: 296 }

/** Colours that people tell apart whatever they see of colours: the palette of Okabe and Ito. */
export const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'] as const

export const colourOf = (i: number): string => palette[i % palette.length] ?? palette[0]

/** A number as it is written: a tenth of a pixel is enough. */
export const short = (x: number): string => `${Math.round(x * 10) / 10 + 0}`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const text = (
  [x, y]: Point,
  said: string,
  anchor: 'start' | 'middle' | 'end' = 'middle',
  size = 12,
): string =>
  `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" font-size="${size}">${escaped(said)}</text>`

/** A line through points. */
export const through = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')

export const path = (d: string, colour: string, stroke: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${stroke}"${more}/>`

/** Dots of one colour, as lines without a length and with round ends. */
export const dots = (points: readonly Point[], colour: string, size: number, opacity: number): string =>
  path(
    points.map(([x, y]) => `M${short(x)} ${short(y)}h0`).join(''),
    colour,
    size,
    ` stroke-linecap="round" stroke-opacity="${opacity}"`,
  )

const lengths = [1, 2, 5, 10]

/** Round numbers in an interval, about so many. */
export const ticks = (low: number, high: number, about = 6): readonly number[] => {
  const power = 10 ** Math.floor(Math.log10((high - low) / about))
  const step = (lengths.find((l) => l * power * about >= (high - low) * 0.999) ?? 10) * power
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)]
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)))
}

/** A minus sign before a number instead of a hyphen. */
export const written = (x: number | string): string => `${x}`.replace(/^-/, '−')

/** Names beside their colours, in a row above the data. */
export const legend = (labels: readonly string[]): string => {
  const room = (label: string): number => 44 + label.length * 6.6
  return labels
    .map((label, i) => {
      const x = labels.slice(0, i).reduce((sum, before) => sum + room(before), plot.left)
      return `${path(
        through([
          [x, 22],
          [x + 20, 22],
        ]),
        colourOf(i),
        3,
      )}${text([x + 26, 26], label, 'start')}`
    })
    .join('\n')
}

/** A whole drawing on white paper, with a title for those who hear it. */
export const drawing = (title: string, parts: readonly string[], height = usual): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      'role="img" font-family="Helvetica, Arial, sans-serif" fill="#333">',
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
