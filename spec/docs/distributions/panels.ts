/** Samples of vectors, a panel for each setting: on the simplex, on the sphere, or in the plane. */
import { type Cloud, type Clouds, samplesOf } from './figure.js'
import {
  colourOf,
  dots,
  drawing,
  type Point,
  path,
  short,
  text,
  through,
  ticks,
  width,
  written,
} from './svg.js'

type Vector = readonly number[]

/** Where a panel is: its middle, and how far its data reaches from there. */
interface Panel {
  readonly x: number
  readonly y: number
  readonly reach: number
  readonly colour: string
}

const at = (v: Vector, i: number): number => v[i] ?? 0

const triangle = { high: Math.sqrt(3) / 2 } as const

/** Shares of three as a point of the triangle whose corners are one share each. */
const onTriangle =
  ({ x, y, reach }: Panel) =>
  (v: Vector): Point => [x + reach * (at(v, 1) - at(v, 0)), y + reach * triangle.high * (1 - 2 * at(v, 2))]

const simplex = (panel: Panel, points: readonly Vector[]): readonly string[] => {
  const place = onTriangle(panel)
  const corners = [place([1, 0, 0]), place([0, 1, 0]), place([0, 0, 1])] as const
  return [
    path(`${through(corners)}Z`, '#333', 1),
    dots(points.map(place), panel.colour, 4, 0.5),
    text([corners[0][0], corners[0][1] + 17], 'x₁'),
    text([corners[1][0], corners[1][1] + 17], 'x₂'),
    text([corners[2][0], corners[2][1] - 8], 'x₃'),
  ]
}

/** Directions seen from a little above the first two axes: to the right, up, and towards the eye. */
const seen = ([x = 0, y = 0, z = 0]: Vector): readonly [number, number, number] => {
  const [turn, tilt] = [0.6, 0.4]
  const right = -Math.sin(turn) * x + Math.cos(turn) * y
  const ahead = Math.cos(turn) * x + Math.sin(turn) * y
  return [right, Math.cos(tilt) * z - Math.sin(tilt) * ahead, Math.sin(tilt) * z + Math.cos(tilt) * ahead]
}

const sphere = ({ x, y, reach, colour }: Panel, points: readonly Vector[]): readonly string[] => {
  const place = (v: Vector): Point => [x + reach * seen(v)[0], y - reach * seen(v)[1]]
  const inFront = (v: Vector): boolean => seen(v)[2] >= 0
  const circle = Array.from({ length: 49 }, (_, i): Vector => {
    const angle = (i / 48) * 2 * Math.PI
    return [Math.cos(angle), Math.sin(angle), 0]
  })
  const ends = [0, 1, 2].map((axis) => [0, 1, 2].map((i) => (i === axis ? 1 : 0)))
  const names = ends.map((end, axis) => {
    const [right, down] = place(end.map((v) => v * 1.32))
    return text([right, down + 4], `x${'₁₂₃'.charAt(axis)}`)
  })
  const lines = ends.map((end) => through([[x, y], place(end.map((v) => v * 1.2))])).join('')
  return [
    `<circle cx="${short(x)}" cy="${short(y)}" r="${short(reach)}" fill="#f5f5f5" stroke="#333"/>`,
    path(through(circle.map(place)), '#bbb', 1),
    dots(points.filter((v) => !inFront(v)).map(place), colour, 3, 0.2),
    path(lines, '#999', 1),
    dots(points.filter(inFront).map(place), colour, 4, 0.6),
    ...names,
  ]
}

/** How far a plane is shown from 0. */
const far = 4

const plane = ({ x, y, reach, colour }: Panel, points: readonly Vector[]): readonly string[] => {
  const place = (v: Vector): Point => [x + (reach * at(v, 0)) / far, y - (reach * at(v, 1)) / far]
  const inside = points.filter((v) => v.every((c) => Math.abs(c) < far))
  const marks = ticks(-far, far, 4)
  const [left, low] = [x - reach, y + reach]
  const grid = marks.flatMap((v) => [
    `M${short(place([v, 0])[0])} ${short(low)}V${short(y - reach)}`,
    `M${short(left)} ${short(place([0, v])[1])}H${short(x + reach)}`,
  ])
  return [
    path(grid.join(''), '#ddd', 1),
    path(`M${short(left)} ${short(y - reach)}V${short(low)}H${short(x + reach)}`, '#333', 1),
    ...marks.map((v) => text([place([v, 0])[0], low + 15], written(v), 'middle', 11)),
    ...marks.map((v) => text([left - 4, place([0, v])[1] + 4], written(v), 'end', 11)),
    dots(inside.map(place), colour, 4, 0.5),
  ]
}

const kinds = { simplex, sphere, plane } as const
const reaches = { simplex: 94, sphere: 80, plane: 84 } as const

/** How high a row of panels is. */
const height = 250

/** The samples of a figure. */
export const clouds = async (title: string, { kind, settings }: Clouds): Promise<string> => {
  const panels = await Promise.all(
    settings.map(async ({ label, d }: Cloud, i) => {
      const x = ((i + 0.5) * width) / settings.length
      const panel = { x, y: height / 2 + 12, reach: reaches[kind], colour: colourOf(i) }
      return [text([x, 26], label), ...kinds[kind](panel, await samplesOf(d))]
    }),
  )
  return drawing(title, panels.flat(), height)
}
