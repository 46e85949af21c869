/** All laws of a family at once: those that what it can state allows. */
import fc from 'fast-check'
import type { Ability, Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { type AnyTensor, shapeOf } from '../tensor/index.js'
import { able } from './able.js'
import { cdfIntegrates, cdfSums } from './cdf.js'
import { densityIntegrates, entropyExpectation, logProbGradient, probabilitiesSum } from './density.js'
import { defaultSamples } from './estimate.js'
import { expandAgrees } from './expand.js'
import { implicitGradient } from './implicit.js'
import { klNonNegative } from './kl.js'
import type { Law } from './law.js'
import { meanGradient } from './mean-gradient.js'
import { modeIsMaximum } from './mode.js'
import { quantileInverts } from './quantile.js'
import { sampleGradient, sampleMoments, samplesFollowCdf } from './sample.js'
import type { ParameterRecord, Subject } from './subject.js'
import { outsideSupport } from './support.js'
import { type LawName, lawTable } from './table.js'

/**
 * A law by name, with the probability that chance breaks it in one run where it holds.
 * @category laws
 * @since 0.1.0
 */
export type NamedLaw = readonly [name: LawName, law: Law<unknown>, falseAlarm: number]

/** One distribution of a family, for a look at what it can state. */
const oneOf = <P extends ParameterRecord, B extends Shape, E extends Shape>({
  parameters,
  make,
}: Subject<P, B, E>): { readonly d: Distribution<B, E>; readonly p: P } => {
  const [p] = fc.sample(parameters, { numRuns: 1, seed: 1 })
  if (p === undefined) throw new RangeError('every: no parameters can be drawn')
  return { d: make(p), p }
}

const sizeOf = (axes: readonly number[]): number => axes.reduce((a, b) => a * b, 1)

/**
 * The laws that hold for a family of distributions, by name: those that its distributions can state something about. What
 * a law needs to know beside it (the values of a discrete family, its support, values outside) stands in the subject;
 * where it does not, the law is left out.
 * @category laws
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { use } from 'reparam'
 * import * as laws from 'reparam/laws'
 *
 * await use('wasm')()
 * for (const [, law] of laws.every(laws.families.Uniform, { samples: 1024 }))
 *   await assert.doesNotReject(laws.check(law, { runs: 1 }))
 */
export const every = <
  P extends ParameterRecord,
  B extends Shape,
  E extends Shape,
  D extends Distribution<B, E>,
>(
  of: Subject<P, B, E, D>,
  { samples = defaultSamples }: { readonly samples?: number } = {},
): readonly NamedLaw[] => {
  const { d, p } = oneOf<P, B, E>(of)
  const has = (...wanted: readonly Ability[]): boolean => wanted.every((a) => a in d)
  const over = <A extends Ability = never>() => able<P, B, E, A>(of)
  const scalar = <A extends Ability = never>() => able<P, B, [], A>(of)
  const [numbers, continuous] = [d.event.length === 0, d.kind === 'continuous']
  const moments = has('mean', 'variance')
  const path = of.sampling !== 'implicit'
  const bounded = of.support?.every(Number.isFinite) === true
  const rows: readonly (readonly [LawName, boolean, () => Law<unknown>])[] = [
    ['expandAgrees', true, () => expandAgrees(over())],
    ['sampleMoments', moments, () => sampleMoments(over<'mean' | 'variance'>(), { samples })],
    ['samplesFollowCdf', has('cdf'), () => samplesFollowCdf(over<'cdf'>(), { samples })],
    ['sampleGradient', path, () => sampleGradient(over())],
    [
      'implicitGradient',
      numbers && continuous && d.reparameterised && has('cdf'),
      () => implicitGradient(scalar<'cdf'>()),
    ],
    ['meanGradient', !path && moments, () => meanGradient(over<'mean' | 'variance'>())],
    ['logProbGradient', true, () => logProbGradient(over())],
    ['entropyExpectation', has('entropy'), () => entropyExpectation(over<'entropy'>(), { samples })],
    ['densityIntegrates', numbers && continuous && (moments || bounded), () => densityIntegrates(scalar())],
    [
      'cdfIntegrates',
      numbers && continuous && has('cdf') && (moments || bounded),
      () => cdfIntegrates(scalar<'cdf'>()),
    ],
    ['probabilitiesSum', of.values !== undefined, () => probabilitiesSum(over())],
    ['cdfSums', numbers && of.values !== undefined && has('cdf'), () => cdfSums(scalar<'cdf'>())],
    [
      'quantileInverts',
      numbers && has('cdf', 'quantile'),
      () => quantileInverts(scalar<'cdf' | 'quantile'>()),
    ],
    ['modeIsMaximum', has('mode'), () => modeIsMaximum(over<'mode'>())],
    ['outsideSupport', of.outside !== undefined, () => outsideSupport(over())],
    ['klNonNegative', true, () => klNonNegative(over(), { samples })],
  ]
  const batch = sizeOf(d.batch)
  const drawn = batch * sizeOf(d.event)
  const given = Object.values<AnyTensor>(p).reduce((total, x) => total + sizeOf(shapeOf(x)), 0)
  return rows
    .filter(([name, allowed]) => allowed && of.without?.includes(name) !== true)
    .map(([name, , law]) => [
      name,
      law(),
      lawTable[name].falseAlarm({ batch, whole: name === 'meanGradient' ? given : drawn }),
    ])
}
