/** Every function of src/special, against values that no formula of this package has made. */
import { digammaDifference } from '../../src/special/beta.js'
import { logGammaSampleSlope } from '../../src/special/gamma-sample.js'
import * as special from '../../src/special/index.js'
import { at, of1, of2, of3, type Place } from './golden.js'
import { type SpecialName, specialDeviations } from './special-deviations.js'
import type { Order, Subject } from './subject.js'

type Of = Parameters<typeof at>[2]

/** A function, and to which order its derivatives are compared at usual arguments and at the ends of its range. */
interface Entry {
  readonly f: Of
  readonly middle: Order
  readonly ends: Order
}

const twice = { middle: 'second', ends: 'second' } as const
const once = { middle: 'second', ends: 'first' } as const
const first = { middle: 'first', ends: 'first' } as const

// at the ends some second derivatives overflow or cancel; they take long where they go through a quadrature
const entries: Readonly<Record<SpecialName, Entry>> = {
  besselRatio: { f: of1(special.besselRatio(1)), ...once },
  betainc: { f: of3(special.betainc), ...first },
  digamma: { f: of1(special.digamma), ...twice },
  digammaDifference: { f: of2(digammaDifference), ...once },
  erf: { f: of1(special.erf), ...twice },
  erfc: { f: of1(special.erfc), ...twice },
  erfinv: { f: of1(special.erfinv), ...twice },
  gammainc: { f: of2(special.gammainc), ...once },
  gammaincc: { f: of2(special.gammaincc), ...first },
  gammaincinv: { f: of2(special.gammaincinv), ...first },
  lbeta: { f: of2(special.lbeta), ...once },
  lgamma: { f: of1(special.lgamma), ...twice },
  log1mexp: { f: of1(special.log1mexp), ...twice },
  logAddExp: { f: of2(special.logAddExp), ...once },
  logBesselI: { f: of1(special.logBesselI(3)), ...twice },
  logBinomialCoefficient: { f: of2(special.logBinomialCoefficient), ...once },
  logGammaSampleSlope: { f: of2(logGammaSampleSlope), ...first },
  logNormalCdf: { f: of1(special.logNormalCdf), ...twice },
  logNormalizedBesselI: { f: of1(special.logNormalizedBesselI(24.5)), ...twice },
  logSubExp: { f: of2(special.logSubExp), ...twice },
  normalCdf: { f: of1(special.normalCdf), ...twice },
  normalQuantile: { f: of1(special.normalQuantile), ...twice },
  polygamma: { f: of1(special.polygamma(2)), ...twice },
  trigamma: { f: of1(special.trigamma), ...twice },
}

const isName = (name: string): name is SpecialName => name in entries

const places: readonly Place[] = ['middle', 'ends']

/** By function. */
export const specialFunctions: Readonly<Record<string, readonly Subject[]>> = Object.fromEntries(
  Object.entries(entries).map(([name, { f, ...upTo }]) => [
    name,
    places.map((place) =>
      at(name, place, f, {
        upTo: upTo[place],
        deviations: isName(name) ? specialDeviations[name]?.[place] : [],
      }),
    ),
  ]),
)
