/** Densities as curves and probabilities as bars, over axes with ticks. */
import { type Bars, type Classes, type Curves, densityAt, sharesOf } from './figure.js'
import {
  colourOf,
  drawing,
  legend,
  type Point,
  path,
  plot,
  short,
  text,
  through,
  ticks,
  written,
} from './svg.js'

type Scale = (value: number) => number

const scaleOf =
  (low: number, high: number, from: number, to: number): Scale =>
  (value) =>
    from + ((value - low) / (high - low)) * (to - from)

const acrossOf = (low: number, high: number): Scale => scaleOf(low, high, plot.left, plot.right)
const upOf = (top: number): Scale => scaleOf(0, top, plot.bottom, plot.top)

interface Frame {
  readonly across: Scale
  readonly up: Scale
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  /** What is shown upwards. */
  readonly what: string
}

/** Grid, ticks and names of both axes. */
const axes = ({ across, up, columns, rows, what }: Frame): readonly string[] => {
  const grid = rows
    .slice(1)
    .map((v) => `M${plot.left} ${short(up(v))}H${plot.right}`)
    .join('')
  const marks = columns.map((v) => `M${short(across(v))} ${plot.bottom}v5`).join('')
  const middle = (plot.top + plot.bottom) / 2
  return [
    path(grid, '#ddd', 1),
    path(`M${plot.left} ${plot.bottom}H${plot.right}${marks}`, '#333', 1),
    ...columns.map((v) => text([across(v), plot.bottom + 19], written(v))),
    ...rows.map((v) => text([plot.left - 6, up(v) + 4], written(v), 'end')),
    text([(plot.left + plot.right) / 2, plot.bottom + 37], 'x'),
    `<g transform="translate(12 ${middle}) rotate(-90)">${text([0, 0], what)}</g>`,
  ]
}

/** The points where a curve is computed: evenly, and on both sides of each jump. */
const gridOf = ({ low, high, breaks = [], open }: Curves): readonly number[] => {
  const [count, beside] = [160, (high - low) * 1e-5]
  const even = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count)
  const sides = breaks.flatMap((at) => [at - beside, at + beside])
  const all = [...even, ...sides.filter((x) => x >= low && x <= high)].sort((a, b) => a - b)
  return open ? all.map((x) => Math.min(Math.max(x, low + beside), high - beside)) : all
}

/** A line without the points in the middle of a level stretch. */
const thinned = (points: readonly Point[]): readonly Point[] =>
  points.filter(([, y], i) => {
    const [before, after] = [points[i - 1], points[i + 1]]
    const same = (p: Point | undefined): boolean => p !== undefined && short(p[1]) === short(y)
    return !(same(before) && same(after))
  })

/** What rises above the frame is cut there. */
const clip = `<clipPath id="f"><path d="M${plot.left} ${plot.top}H${plot.right}V${plot.bottom + 2}H${plot.left}Z"/></clipPath>`

/** The densities of a figure. */
export const curves = async (title: string, figure: Curves): Promise<string> => {
  const { low, high, top, settings } = figure
  const [across, up, grid] = [acrossOf(low, high), upOf(top), gridOf(figure)]
  const lines = await Promise.all(
    settings.map(async ({ d }, i) => {
      const heights = await densityAt(d, grid)
      const points = grid.map((x, at): Point => [across(x), up(Math.min(heights[at] ?? 0, 2 * top))])
      return path(through(thinned(points)), colourOf(i), 2, ' stroke-linejoin="round"')
    }),
  )
  const names = legend(settings.map(({ label }) => label))
  const data = `<g clip-path="url(#f)">\n${lines.join('\n')}\n</g>`
  const frame = axes({ across, up, columns: ticks(low, high), rows: ticks(0, top, 5), what: 'density' })
  return drawing(title, [clip, ...frame, data, names])
}

/** Ticks of values: each of a few, round numbers among many. */
const marked = (at: readonly number[]): readonly number[] => {
  const [low = 0, high = 1] = [at[0], at.at(-1)]
  return at.length <= 8 ? at : ticks(low, high)
}

/** A group of bars at each value. */
const groups = (
  title: string,
  { at, top, apart, labels }: Pick<Bars, 'at' | 'top' | 'apart'> & { readonly labels: readonly string[] },
  heights: readonly (readonly number[])[],
): string => {
  const step = ((at.at(-1) ?? 1) - (at[0] ?? 0)) / Math.max(1, at.length - 1)
  const [low, high] = [(at[0] ?? 0) - 0.7 * step, (at.at(-1) ?? 1) + 0.7 * step]
  const [across, up] = [acrossOf(low, high), upOf(top)]
  const each = Math.min(14, (0.8 * (across(step) - across(0))) / labels.length)
  const all = heights.map((of, i) => {
    const aside = apart ? 0 : (i - (labels.length - 1) / 2) * each
    const lines = at.flatMap((x, k) => {
      const y = up(of[k] ?? 0)
      return plot.bottom - y < 0.05 ? [] : [`M${short(across(x) + aside)} ${plot.bottom}V${short(y)}`]
    })
    return path(lines.join(''), colourOf(i), Math.round(each * 8) / 10)
  })
  const frame = axes({ across, up, columns: marked(at), rows: ticks(0, top, 5), what: 'probability' })
  return drawing(title, [...frame, ...all, legend(labels)])
}

/** The probabilities of a figure: one group of bars at each value. */
export const bars = async (title: string, figure: Bars): Promise<string> => {
  const { at, settings } = figure
  const heights = await Promise.all(settings.map(({ d }) => densityAt(d, at)))
  return groups(title, { ...figure, labels: settings.map(({ label }) => label) }, heights)
}

/** The probabilities of the classes of a figure, by their index. */
export const classes = async (title: string, { top, settings }: Classes): Promise<string> => {
  const heights = await Promise.all(settings.map(({ d }) => sharesOf(d)))
  return groups(title, { at: [0, 1, 2], top, labels: settings.map(({ label }) => label) }, heights)
}
