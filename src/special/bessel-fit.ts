/**
 * Modified Bessel functions of one order as polynomials, found in double precision when the order is named. With y the
 * order + 1/2 = N more than w, the ratio I_{ν+1}(x) / I_ν(x) is x / y, and what makes w differ from √(x² + N²) is the
 * excess e = w² − x² − N²: it falls from 2ν + 2 at x = 0 to N at infinity and is smooth, and e / y² is the slope of the
 * ratio.
 */

type Numbers = readonly number[]

// ------------------------------------------------------------------ polynomials by their coefficients

const at = (a: Numbers, i: number): number => a[i] ?? 0

const sum = (a: Numbers, b: Numbers, factor = 1): Numbers =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => at(a, i) + factor * at(b, i))

const product = (a: Numbers, b: Numbers): Numbers =>
  Array.from({ length: a.length + b.length - 1 }, (_, k) =>
    a.reduce((total, x, i) => total + x * (k >= i ? at(b, k - i) : 0), 0),
  )

const value = (a: Numbers, x: number): number => a.reduceRight((total, c) => total * x + c, 0)

// ------------------------------------------------------------------ the excess of a large order

const TERMS = 7

/**
 * The excess as a series e₀N + e₁ + e₂/N + … with coefficients that are polynomials in p = N / √(x² + N²). They follow
 * from x y′ = y − e and from the definition of e by powers of N, where x d/dx of a polynomial in p is −p(1 − p²) times
 * its derivative.
 */
const excessSeries = (): readonly Numbers[] => {
  const excess: Numbers[] = [[1, 1]]
  // what w has of each power, the first being √(x² + N²)
  const parts: Numbers[] = [[], product([0, 0.5], [1, 1])]
  for (let k = 1; k < TERMS; k += 1) {
    const w = parts[k] ?? []
    const derivative = w.slice(1).map((c, i) => c * (i + 1))
    const e = sum(w, product([0, -1, 0, 1], derivative), -1)
    excess.push(e)
    const squares = parts
      .slice(1)
      .reduce((total: Numbers, a, i) => sum(total, product(a, parts[k - i] ?? []), -1), e)
    parts.push(product([0, 0.5], squares))
  }
  return excess
}

const series = /* @__PURE__ */ excessSeries()

/** From so many orders above, where the series is exact to 1e-13, the recurrence goes down, which damps errors. */
const ABOVE = 30

/** y and the excess of an order. */
const exact = (order: number, x: number): readonly [y: number, excess: number] => {
  const top = order + ABOVE + 0.5
  const p = top / Math.hypot(x, top)
  let e = series.reduce((total, c, k) => total + value(c, p) * top ** (1 - k), 0)
  let y = top + Math.sqrt(x * x + top * top + e)
  for (let k = order + ABOVE - 1; k > order - 0.5; k -= 1) {
    const ratio = x / y
    e = 2 * k + 2 - ratio * ratio * e
    y = 2 * k + 2 + x * ratio
  }
  return [y, e]
}

// ------------------------------------------------------------------ polynomials in t of −1 … 1

const NODES = 40
/** Terms of the fit that together are below this, relative to the largest, are left out. */
const SMALL = 2e-8

/** The polynomial in t through a function at Chebyshev's nodes, without the last terms that are small. */
const fitted = (f: (t: number) => number): Numbers => {
  const angles = Array.from({ length: NODES }, (_, k) => (Math.PI * (k + 0.5)) / NODES)
  const values = angles.map((angle) => f(Math.cos(angle)))
  const chebyshev = angles.map((_, j) => {
    const c = values.reduce((total, v, k) => total + v * Math.cos(j * at(angles, k)), 0)
    return ((j === 0 ? 1 : 2) * c) / NODES
  })
  const largest = Math.max(...chebyshev.map(Math.abs))
  let [degree, rest] = [NODES - 1, 0]
  while (degree > 1 && rest + Math.abs(at(chebyshev, degree)) < SMALL * largest) {
    rest += Math.abs(at(chebyshev, degree))
    degree -= 1
  }
  let [before, now]: [Numbers, Numbers] = [[1], [0, 1]]
  let total: Numbers = [at(chebyshev, 0)]
  for (let j = 1; j <= degree; j += 1) {
    total = sum(total, now, at(chebyshev, j))
    ;[before, now] = [now, sum(product([0, 2], now), before, -1)]
  }
  return total
}

/** The quotient of a polynomial that vanishes at 1 by t − 1. */
const byRoot = (a: Numbers): Numbers => {
  const quotient: number[] = []
  let carry = 0
  for (let i = a.length - 1; i > 0; i -= 1) {
    carry += at(a, i)
    quotient.unshift(carry)
  }
  return quotient
}

/**
 * What a backend needs of an order: with ξ = x / scale, s = √(1 + ξ²), p = 1/s and t = 2p − 1, `excess` is e / N in powers
 * of t, and `rest` is what log(Γ(ν + 1)(2/x)^ν I_ν(x)) has beyond 2 scale u − N log(1 + u), u = (s − 1)/2, as a multiple
 * of 1 − p.
 */
export interface BesselFit {
  readonly scale: number
  readonly excess: Numbers
  readonly rest: Numbers
}

/** Singularities lie at the zeros of I_ν on the imaginary axis; at this distance they hurt fits the least. */
const scaleOf = (order: number): number => order + 3.5

const fitOf = (order: number): BesselFit => {
  const [n, scale] = [order + 0.5, scaleOf(order)]
  const place = (t: number): readonly [p: number, r: number] => {
    const p = (1 + t) / 2
    return [p, Math.sqrt((1 - p) * (1 + p))]
  }
  const excess = fitted((t) => {
    const [p, r] = place(t)
    return exact(order, (scale * r) / p)[1] / n
  })
  // the derivative by p, from what both slopes by x lack to 1
  const slope = fitted((t) => {
    const [p, r] = place(t)
    const x = (scale * r) / p
    const [y, e] = exact(order, x)
    const lacks = (n + (n * n + e) / (y - n + x)) / y
    const leading = (p * p) / (1 + r) + (r * n * p) / (scale * (1 + p))
    return ((leading - lacks) * -scale) / (p * p * r)
  })
  const whole = [0, ...slope.map((c, i) => c / (2 * (i + 1)))]
  const rest = byRoot([-value(whole, 1), ...whole.slice(1)]).map((c) => -2 * c)
  return { scale, excess, rest }
}

const fits = /* @__PURE__ */ new Map<number, BesselFit>()

/** The polynomials of an order of at least 0, found once: they depend on nothing else. */
export const besselFit = (order: number): BesselFit => {
  const fit = fits.get(order) ?? fitOf(order)
  fits.set(order, fit)
  return fit
}
