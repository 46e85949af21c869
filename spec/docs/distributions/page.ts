/** What a page says of a family in words. What the code can say by itself is not in here: see facts.ts. */
import type * as api from '../../../src/distribution/index.js'
import type { Ability, Family } from '../../../src/distribution/index.js'
import type { AbilityOf, Traits } from '../../../src/distribution/traits.js'
import type { Figure } from './figure.js'

/** The names under which constructors are exported. */
type Namespace = Family | 'Independent' | 'Mixture' | 'Transformed' | 'Truncated'

/** How a constructor is called, and what it takes and gives in words. */
export type Constructor = readonly [signature: string, says: string]

/** One entry for each constructor that is exported: a new one without its entry does not compile. */
export type Constructors<N extends Namespace> = {
  readonly [C in Exclude<keyof (typeof api)[N], 'formulas'>]: Constructor
}

/** By what way a gradient flows through a sample. */
type Flow = 'location and scale' | 'inverse cdf' | 'implicit' | 'as its parts'

/** What every page has. */
export interface Basics {
  readonly title: string
  /** What it is for in an autoencoder. */
  readonly purpose: string
  readonly constructors: Readonly<Record<string, Constructor>>
  /** What the letters of the formulas stand for; empty where there are none. */
  readonly letters: string
  readonly density: string
  readonly support: string
  /** By what way a gradient flows through a sample, in short. */
  readonly gradient: Flow | 'none'
  /** How a sample is drawn, and through what its gradient flows. */
  readonly sample: string
  readonly outside: string
  readonly numerics: string
  readonly sources: readonly string[]
  readonly example: string
  readonly figure: Figure
}

/**
 * The page of a family. Which abilities have a formula, and which have a reason why there is none, is what the table
 * of traits says: anything else does not compile.
 */
export interface Page<F extends Family> extends Basics {
  readonly gradient: Traits<[]>[F]['reparameterised'] extends true ? Flow : 'none'
  readonly constructors: Constructors<F>
  readonly states: { readonly [A in AbilityOf<F>]: string }
  readonly lacks: { readonly [A in Exclude<Ability, AbilityOf<F>>]: string }
}

/** The page of a combinator, which can state what it is made of can. */
export interface Combinator<N extends Namespace> extends Basics {
  readonly constructors: Constructors<N>
  /** What it can state, given what its parts can. */
  readonly states: string
  /** Which divergences have a closed form. */
  readonly divergence: string
}

/** A program of a page: what it imports beside `use`, and its lines. */
export const program = (imports: string, ...lines: readonly string[]): string =>
  [`import { ${imports} } from 'reparam'`, '', "await use('cpu')()", ...lines].join('\n')

/** How the logarithm of a scale is taken. */
export const bounded = 'any number: kept up to ±60, bent smoothly beyond, never above ±80'

export const outsideFrom = (border: string): string =>
  `${border} the log-density is −∞ and has a zero gradient.`

/** The constructors of a family with a location and a scale. */
export const byLocScale = (family: Family, loc = 'any number') => ({
  make: [
    `${family}.make(loc: Tensor<S>, scale: Tensor<S>): ${family}<S, []>`,
    `\`loc\` ${loc}, \`scale\` above 0`,
  ] as const,
  fromLogScale: [
    `${family}.fromLogScale(loc: Tensor<S>, logScale: Tensor<S>): ${family}<S, []>`,
    `\`loc\` ${loc}, \`logScale\` ${bounded}`,
  ] as const,
  standard: [
    `${family}.standard(...event: E): ${family}<[], E>`,
    'location 0 and scale 1 over an event of this shape',
  ] as const,
})

export const staircase = 'not stated: the cdf is a staircase, which has no inverse'
export const noOrder = 'not stated: it is that of an element by itself, and these depend on each other'
export const noPath = 'No gradient flows through a sample; through `logProb` one flows to the parameters.'
export const notInSupport = 'Any other value has log-probability −∞ and a zero gradient.'

/** 0 and the whole numbers after it. */
export const upTo = (last: number): readonly number[] => Array.from({ length: last + 1 }, (_, i) => i)

// books and papers that several pages name
export const continuous = 'Johnson, Kotz and Balakrishnan: Continuous univariate distributions'
export const multivariate =
  'Kotz, Balakrishnan and Johnson: Continuous multivariate distributions, volume 1 (2000)'
export const implicit = 'Figurnov, Mohamed and Mnih: Implicit reparameterization gradients (2018)'
