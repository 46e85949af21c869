/** The discrete families, and the relaxed choice among classes, at extremes. */
import {
  Bernoulli,
  Binomial,
  Categorical,
  Delta,
  DiscretizedLogistic,
  Geometric,
  OneHotCategorical,
  Poisson,
  RelaxedOneHotCategorical,
} from '../../../src/distribution/index.js'
import { tensor } from '../../../src/laws/host.js'
import type { Tensor } from '../../../src/tensor/index.js'
import { column, combinations, cycled, magnitudes, numbers, signed } from './grid.js'
import { type Row, row } from './row.js'

const counts = [0, 1, 3, 1000, 1e10, 1e30]
const noCounts = [-1, 0.5, -1e30, 1.5, Number.POSITIVE_INFINITY, -1e-30, 2.5]
const odds = [-1e30, -1000, -100, -16, -1, 0, 1e-30, 1, 16, 100, 1000, 1e30]
const isCount = ([value = Number.NaN]: readonly number[]): boolean => Number.isInteger(value) && value >= 0

const rates = combinations([...magnitudes, 1e-20, 80, 1e6], counts)
const logRates = combinations([-1e30, -80, -1, 0, 1, 80, 1e30], counts)
const times = combinations(odds, counts)
const trials = combinations([0, 1, 2, 1000, 1e10, 1e30], odds, [0, 0.5, 1]).map(
  ([n = 0, l = 0, part = 0]) => [n, l, Math.round(n * part)],
)

/** Three classes from a grid of the logits of two, at each of the classes in turn. */
const classes = combinations([-1e30, -100, 0, 1e-30, 16, 1e30], [-1e30, -1, 0, 3, 1e30], [0, 1, 2])
const vectors = (rows: readonly (readonly number[])[]): Tensor<[number, 3]> =>
  tensor<[number, 3]>(rows.flat(), [rows.length, 3])
const logits = vectors(classes.map(([a = 0, b = 0]) => [a, b, 0.5]))
const oneHot = (k: number): readonly number[] => [0, 1, 2].map((c) => (c === k ? 1 : 0))
const moderateLogits = vectors([
  [0, 0, 0],
  [-2, 1, 0.5],
  [5, -5, 0],
])

const soft = [
  [0.25, 0.5, 0.25],
  [1 - 2 ** -20, 2 ** -21, 2 ** -21],
  [1e-30, 1e-37, 1],
]
const temperatures = combinations([-1e30, 0, 1e30], [-1, 1e30], magnitudes, [0, 1, 2])
const onSimplex = (event: readonly number[]): boolean =>
  event.every((x) => x > 0) && Math.abs(event.reduce((a, b) => a + b, 0) - 1) < 1e-5

const bins = { low: 0, high: 1, bins: 4 }
const logistic = combinations([-1e30, -1, 0, 0.4, 1e-30, 1e30], magnitudes, [0, 1 / 3, 2 / 3, 1, 0.9])

const pixels = combinations(odds, [0, 1e-30, 0.25, 1])

export const discrete: readonly Row[] = [
  // a pixel is not looked at: that it is between 0 and 1 is the caller's to see to
  row({
    family: 'Bernoulli',
    make: (p) => Bernoulli.fromLogits(p.logits),
    parameters: { logits: column(pixels, 0) },
    inside: column(pixels, 1),
    moderate: { logits: numbers([-7, 0, 7]) },
    supports: ([x = Number.NaN]) => x === 0 || x === 1,
  }),
  row({
    family: 'Poisson',
    make: (p) => Poisson.make(p.rate),
    parameters: { rate: column(rates, 0) },
    inside: column(rates, 1),
    outside: cycled(noCounts, rates),
    moderate: { rate: numbers([1e-3, 1, 9.9, 10, 1e5]) },
    supports: isCount,
  }),
  row({
    family: 'Poisson by log-rate',
    make: (p) => Poisson.fromLogRate(p.logRate),
    parameters: { logRate: column(logRates, 0) },
    inside: column(logRates, 1),
    outside: cycled(noCounts, logRates),
    moderate: { logRate: numbers([-7, 0, 2.3, 11]) },
    supports: isCount,
  }),
  row({
    family: 'Geometric',
    make: (p) => Geometric.fromLogits(p.logits),
    parameters: { logits: column(times, 0) },
    inside: column(times, 1),
    outside: cycled(noCounts, times),
    moderate: { logits: numbers([-7, 0, 7]) },
    supports: isCount,
  }),
  row({
    family: 'Binomial',
    make: (p) => Binomial.fromLogits(p.count, p.logits),
    parameters: { count: column(trials, 0), logits: column(trials, 1) },
    inside: column(trials, 2),
    outside: cycled([...noCounts, 2e30], trials),
    moderate: { count: numbers([0, 1, 20, 100]), logits: numbers([0, -3, 0, 2]) },
    supports: (event, index) => isCount(event) && (event[0] ?? Number.NaN) <= ([0, 1, 20, 100][index] ?? 0),
  }),
  row({
    family: 'Categorical',
    make: (p) => Categorical.fromLogits(p.logits),
    parameters: { logits },
    inside: column(classes, 2),
    outside: cycled([...noCounts, 3, 1e30], classes),
    moderate: { logits: moderateLogits },
    supports: ([k = Number.NaN]) => [0, 1, 2].includes(k),
  }),
  row<{ readonly logits: Tensor<[number, 3]> }, [3]>({
    family: 'OneHotCategorical',
    make: (p) => OneHotCategorical.fromLogits(p.logits),
    parameters: { logits },
    inside: vectors(classes.map(([, , k = 0]) => oneHot(k))),
    outside: vectors(
      classes.map(
        (_, i) =>
          [
            [0, 0, 0],
            [1, 1, 0],
            [0.5, 0.5, 0],
            [2, -1, 0],
            [1, 1e-30, 0],
          ][i % 5] ?? [],
      ),
    ),
    moderate: { logits: moderateLogits },
    supports: (event) => [...event].sort().join() === '0,0,1',
  }),
  row<{ readonly logits: Tensor<[number, 3]>; readonly temperature: Tensor<[number]> }, [3]>({
    family: 'RelaxedOneHotCategorical',
    make: (p) => RelaxedOneHotCategorical.fromLogits(p.logits, p.temperature),
    parameters: {
      logits: vectors(temperatures.map(([a = 0, b = 0]) => [a, b, 0.5])),
      temperature: column(temperatures, 2),
    },
    inside: vectors(temperatures.map(([, , , i = 0]) => soft[i] ?? [])),
    outside: vectors(
      temperatures.map(
        (_, i) =>
          [
            [0, 0.5, 0.5],
            [0.5, 0.5, 0.5],
            [1.5, -0.25, -0.25],
            [0, 0, 1],
          ][i % 4] ?? [],
      ),
    ),
    moderate: { logits: moderateLogits, temperature: numbers([0.01, 0.5, 20]) },
    supports: onSimplex,
  }),
  row({
    family: 'DiscretizedLogistic',
    make: (p) => DiscretizedLogistic.make(p.loc, p.scale, bins),
    parameters: { loc: column(logistic, 0), scale: column(logistic, 1) },
    inside: column(logistic, 2),
    outside: cycled([-1, 1.5, -1e30, 1e30, -0.01], logistic),
    moderate: { loc: numbers([0, 0.5, 2]), scale: numbers([0.01, 0.2, 1]) },
    supports: ([x = Number.NaN]) => [0, 1, 2, 3].some((k) => Math.abs(x - k / 3) < 1e-6),
  }),
  row({
    family: 'Delta',
    make: (p) => Delta.make(p.loc),
    parameters: { loc: numbers(signed) },
    inside: numbers(signed),
    outside: numbers(signed.map((x) => (x === 0 ? 1 : 2 * x))),
    moderate: { loc: numbers([-1, 0, 2]) },
    supports: ([x = Number.NaN], index) => x === [-1, 0, 2][index],
  }),
]
