/** The built-in families as subjects of the laws, elementwise and with an event. */
import fc from 'fast-check'
import { function as F } from 'fp-ts'
import { Bernoulli, Gaussian, Independent, Laplace } from '../../src/distribution/index.js'
import { locs, logits, scales, subject } from '../../src/laws/index.js'

export const locScale = <const N extends number>(length: N) =>
  fc.record({ loc: locs(length), scale: scales(length) }, { noNullPrototype: true })

export const logitsOnly = <const N extends number>(length: N) =>
  fc.record({ logits: logits(length) }, { noNullPrototype: true })

export const gaussian = subject(locScale(2), ({ loc, scale }) => Gaussian.make(loc, scale))
export const laplace = subject(locScale(2), ({ loc, scale }) => Laplace.make(loc, scale))
export const bernoulli = subject(logitsOnly(2), (p) => Bernoulli.fromLogits(p.logits))

export const gaussianEvent = subject(locScale(3), ({ loc, scale }) =>
  F.pipe(Gaussian.make(loc, scale), Independent.make(1)),
)
export const laplaceEvent = subject(locScale(3), ({ loc, scale }) =>
  F.pipe(Laplace.make(loc, scale), Independent.make(1)),
)
export const bernoulliEvent = subject(logitsOnly(3), (p) =>
  F.pipe(Bernoulli.fromLogits(p.logits), Independent.make(1)),
)
