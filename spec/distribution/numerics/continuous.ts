/** The continuous families of numbers at extremes. */
import {
  Beta,
  Cauchy,
  ContinuousBernoulli,
  Exponential,
  Gamma,
  Gaussian,
  Gumbel,
  HalfNormal,
  Laplace,
  Logistic,
  LogNormal,
  RelaxedBernoulli,
  StudentT,
  Uniform,
} from '../../../src/distribution/index.js'
import type { Tensor } from '../../../src/tensor/index.js'
import { column, combinations, cycled, few, magnitudes, numbers, signed } from './grid.js'
import { type Extremes, type Row, row } from './row.js'

type Numbers = Tensor<[number]>

const locScale = combinations([-1e30, -1, 0, 1e-30, 1e30], magnitudes, signed)
const [loc, scale, x] = [column(locScale, 0), column(locScale, 1), column(locScale, 2)]
const moderately = { loc: numbers([0, -1, 2]), scale: numbers([1, 0.1, 3]) }

const onLine = (
  family: string,
  make: Extremes<{ readonly loc: Numbers; readonly scale: Numbers }, []>['make'],
): Row =>
  row({
    family,
    make,
    parameters: { loc, scale },
    inside: x,
    moderate: moderately,
    supports: ([value = Number.NaN]) => Number.isFinite(value),
  })

const positive = ([value = Number.NaN]: readonly number[]): boolean => value > 0 && Number.isFinite(value)
const negatives = [-1e30, -1, -1e-30]
const pairs = combinations(few, few, magnitudes)
const single = combinations(magnitudes, magnitudes)
const withZero = combinations(magnitudes, [0, ...magnitudes])

const degrees = combinations(few, [-1], few, [-1e30, -1, 0, 0.5, 1e30])

const shares = [0, 1e-30, 1e-10, 0.25, 0.5, 1 - 2 ** -24, 1]
const concentrations = combinations(few, few, shares)
const inUnit = ([value = Number.NaN]: readonly number[]): boolean => value > 0 && value < 1
const beyondUnit = [-1e30, -1e-30, 1 + 2 ** -23, 1e30]

const logits = combinations(
  [-1e30, -1e3, -30, -1, -0.3, -1e-10, 0, 1e-30, 0.1, 2, 17, 1e3, 1e30],
  [...shares, 1e-3],
)
const relaxed = combinations([-1e30, -1e3, -1, 0, 1e-30, 2, 1e3, 1e30], magnitudes, [
  1e-30,
  1e-10,
  0.25,
  0.5,
  1 - 2 ** -24,
])

// low, high and where between them the value is
const intervals = [
  [-1e30, 1e30],
  [0, 1e-30],
  [-1, -1 + 2 ** -24],
  [0, 1],
  [1e3, 1e30],
  [-1e-30, 1e30],
].flatMap(([low = 0, high = 1]) => [low, low / 2 + high / 2, high].map((value) => [low, high, value]))

const unbounded = [-1e30, -100, -80, -70, -60, -1, 0, 60, 70, 80, 100, 1e30]
const byLog = combinations([-1, 0, 1e30], unbounded, [-1e30, 0, 1e-30, 1, 1e30])
const bent = [-1e30, -80, -60, 0, 70, 1e30]
const twoLogs = combinations(bent, bent, [1e-30, 1 - 2 ** -24])

export const continuous: readonly Row[] = [
  onLine('Gaussian', (p) => Gaussian.make(p.loc, p.scale)),
  onLine('Laplace', (p) => Laplace.make(p.loc, p.scale)),
  onLine('Logistic', (p) => Logistic.make(p.loc, p.scale)),
  onLine('Gumbel', (p) => Gumbel.make(p.loc, p.scale)),
  onLine('Cauchy', (p) => Cauchy.make(p.loc, p.scale)),
  row({
    family: 'StudentT',
    make: (p) => StudentT.make(p.degrees, p.loc, p.scale),
    parameters: { degrees: column(degrees, 0), loc: column(degrees, 1), scale: column(degrees, 2) },
    inside: column(degrees, 3),
    moderate: { degrees: numbers([0.5, 3, 100]), ...moderately },
    supports: ([value = Number.NaN]) => Number.isFinite(value),
  }),
  row({
    family: 'LogNormal',
    make: (p) => LogNormal.make(p.loc, p.scale),
    parameters: { loc, scale },
    inside: cycled(magnitudes, locScale),
    outside: cycled([...negatives, 0], locScale),
    moderate: moderately,
    supports: positive,
  }),
  row({
    family: 'HalfNormal',
    make: (p) => HalfNormal.make(p.scale),
    parameters: { scale: column(withZero, 0) },
    inside: column(withZero, 1),
    outside: cycled(negatives, withZero),
    moderate: { scale: numbers([1e-3, 1, 1e3]) },
    supports: positive,
  }),
  row({
    family: 'Exponential',
    make: (p) => Exponential.make(p.rate),
    parameters: { rate: column(withZero, 0) },
    inside: column(withZero, 1),
    outside: cycled(negatives, withZero),
    moderate: { rate: numbers([1e-3, 1, 1e3]) },
    supports: positive,
  }),
  row({
    family: 'Gamma',
    make: (p) => Gamma.make(p.concentration, p.rate),
    parameters: { concentration: column(pairs, 0), rate: column(pairs, 1) },
    inside: column(pairs, 2),
    outside: cycled(negatives, pairs),
    moderate: { concentration: numbers([0.01, 0.5, 1, 3, 1e4]), rate: numbers([1, 1e-3, 1, 1e3, 1]) },
    supports: positive,
  }),
  row({
    family: 'Gamma at 0',
    make: (p) => Gamma.make(p.concentration, p.rate),
    parameters: { concentration: column(single, 0), rate: column(single, 1) },
    inside: cycled([0], single),
    moderate: { concentration: numbers([0.1]), rate: numbers([1]) },
    supports: positive,
  }),
  row({
    family: 'Beta',
    make: (p) => Beta.make(p.concentration1, p.concentration0),
    parameters: { concentration1: column(concentrations, 0), concentration0: column(concentrations, 1) },
    inside: column(concentrations, 2),
    outside: cycled(beyondUnit, concentrations),
    moderate: {
      concentration1: numbers([0.01, 0.01, 0.5, 1, 3, 1e4]),
      concentration0: numbers([0.01, 10, 0.5, 1, 1e3, 1e4]),
    },
    supports: inUnit,
  }),
  row({
    family: 'ContinuousBernoulli',
    make: (p) => ContinuousBernoulli.fromLogits(p.logits),
    parameters: { logits: column(logits, 0) },
    inside: column(logits, 1),
    outside: cycled(beyondUnit, logits),
    moderate: { logits: numbers([-1e3, -30, -1, 0, 1e-3, 20, 1e3]) },
    supports: ([value = Number.NaN]) => value >= 0 && value <= 1,
  }),
  row({
    family: 'RelaxedBernoulli',
    make: (p) => RelaxedBernoulli.fromLogits(p.logits, p.temperature),
    parameters: { logits: column(relaxed, 0), temperature: column(relaxed, 1) },
    inside: column(relaxed, 2),
    outside: cycled([...beyondUnit, 0, 1], relaxed),
    moderate: { logits: numbers([0, -10, 30]), temperature: numbers([1, 0.01, 0.5]) },
    supports: inUnit,
  }),
  row({
    family: 'Uniform',
    make: (p) => Uniform.make(p.low, p.high),
    parameters: { low: column(intervals, 0), high: column(intervals, 1) },
    inside: column(intervals, 2),
    outside: numbers(intervals.map(([low = 0, high = 1], i) => (i % 2 === 0 ? high + 1e24 : low - 1e24))),
    moderate: { low: numbers([0, -1, 1e6]), high: numbers([1e-3, -0.999, 1e6 + 1]) },
    supports: ([value = Number.NaN], i) =>
      value >= ([0, -1, 1e6][i] ?? 0) && value <= Math.fround([1e-3, -0.999, 1e6 + 1][i] ?? 1),
  }),
  row({
    family: 'Gaussian by its log-scale',
    make: (p) => Gaussian.fromLogScale(p.loc, p.logScale),
    parameters: { loc: column(byLog, 0), logScale: column(byLog, 1) },
    inside: column(byLog, 2),
    moderate: { loc: numbers([0, -1]), logScale: numbers([0, 30]) },
    supports: ([value = Number.NaN]) => Number.isFinite(value),
  }),
  row({
    family: 'Exponential by its log-rate',
    make: (p) => Exponential.fromLogRate(p.logRate),
    parameters: { logRate: column(twoLogs, 0) },
    inside: column(twoLogs, 2),
    outside: cycled(negatives, twoLogs),
    moderate: { logRate: numbers([-30, 0, 30]) },
    supports: positive,
  }),
  row({
    family: 'Gamma by logarithms',
    make: (p) => Gamma.fromLogs(p.logConcentration, p.logRate),
    parameters: { logConcentration: column(twoLogs, 0), logRate: column(twoLogs, 1) },
    inside: column(twoLogs, 2),
    outside: cycled(negatives, twoLogs),
    moderate: { logConcentration: numbers([-3, 0, 3]), logRate: numbers([10, 0, -10]) },
    supports: positive,
  }),
  row({
    family: 'Beta by logarithms',
    make: (p) => Beta.fromLogs(p.logConcentration1, p.logConcentration0),
    parameters: { logConcentration1: column(twoLogs, 0), logConcentration0: column(twoLogs, 1) },
    inside: column(twoLogs, 2),
    outside: cycled(beyondUnit, twoLogs),
    moderate: { logConcentration1: numbers([-3, 0, 3]), logConcentration0: numbers([3, 0, 3]) },
    supports: inUnit,
  }),
]
