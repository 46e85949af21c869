/**
 * Where special functions are further than the bound, each number relative to itself: mostly where a difference or a
 * high power of rounded numbers is taken.
 */
import type * as special from '../../src/special/index.js'
import type { Deviation } from './deviations.js'
import type { Place } from './golden.js'

/** What is compared: all that the folder exports, and what only its neighbours use. */
export type SpecialName = keyof typeof special | 'digammaDifference' | 'logGammaSampleSlope'

/** How far, in units of the bound or in absolute terms. */
type Off = Pick<Deviation, 'times' | 'within'>

const onProcessor = (says: string, off: Off): Deviation => ({ on: ['cpu', 'wasm'], says, ...off })
const onGpu = (says: string, off: Off): Deviation => ({
  on: ['webgl', 'webgpu'],
  says,
  ...off,
  varies: true,
})

const everywhere = (says: string, off: Off): readonly Deviation[] => [
  onProcessor(says, off),
  onGpu(says, off),
]

const said = (times: number): string => `off by up to ${times} times the bound`

const inTails = 'in the tails, where the exponential of a square is taken,'
const slopes = 'its slopes, which a quadrature gives, are'

/** By function, then by where it is looked at. */
export const specialDeviations: Readonly<
  Partial<Record<SpecialName, Readonly<Partial<Record<Place, readonly Deviation[]>>>>>
> = {
  besselRatio: {
    middle: everywhere(`its second derivative, a difference for large arguments, is ${said(4)}`, {
      times: 4,
    }),
  },
  betainc: { ends: everywhere(`for small, large and unlike concentrations it is ${said(6)}`, { times: 6 }) },
  erfinv: {
    ends: [
      onProcessor(`next to ±1 its second derivative is ${said(2)}`, { times: 2 }),
      onGpu(`next to ±1 its derivatives are ${said(8)}`, { times: 8 }),
    ],
  },
  gammainc: { ends: everywhere(`for small and large shapes it is ${said(4)}`, { times: 4 }) },
  gammaincc: {
    ends: everywhere('left of ½ it is 1 less the lower tail, also where it is the smaller one: off by 4e-6', {
      within: 4e-6,
    }),
  },
  gammaincinv: {
    ends: [
      onProcessor(`for small tails and shapes it is ${said(2)}`, { times: 2 }),
      onGpu(`for small tails and shapes it is ${said(16)}`, { times: 16 }),
    ],
  },
  lbeta: { middle: [onGpu('near 0 it is off by up to 1e-6', { within: 1e-6 })] },
  lgamma: { middle: everywhere('around 1 and 2, where it is 0, it is off by up to 1e-6', { within: 1e-6 }) },
  logAddExp: {
    middle: everywhere(`its second derivative by a term that has nearly all is ${said(5)}`, { times: 5 }),
    ends: [onGpu(`the share of a small term is ${said(2)}`, { times: 2 })],
  },
  logBesselI: {
    middle: everywhere(`next to a zero of its second derivative that is ${said(8)}`, { times: 8 }),
  },
  logGammaSampleSlope: {
    middle: everywhere(`${slopes} ${said(4)}`, { times: 4 }),
    ends: everywhere(`for small and large shapes ${slopes} ${said(20)}`, { times: 20 }),
  },
  logSubExp: { ends: [onGpu(`the share of a small term is ${said(2)}`, { times: 2 })] },
  normalCdf: { ends: [onGpu(`${inTails} it is ${said(3)}`, { times: 3 })] },
  normalQuantile: {
    ends: [
      onProcessor(`${inTails} its derivatives are ${said(8)}`, { times: 8 }),
      onGpu(`${inTails} its derivatives are ${said(20)}`, { times: 20 }),
    ],
  },
}
