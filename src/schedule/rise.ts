/** Numbers that rise with the step: how much a term of an objective counts while training warms up. */
import {
  div,
  floor,
  maximum,
  minimum,
  scalar,
  scale,
  shift,
  sigmoid,
  sub,
  type Tensor,
} from '../tensor/index.js'
import { positive } from '../tensor/positive.js'
import type { Schedule } from './rate.js'

/**
 * Where a schedule comes from, and where it goes: 0 and 1 where nothing is said.
 * @category schedule
 * @since 0.1.0
 */
export type Ends = { readonly from?: number; readonly to?: number }

/** The share of the way that is done, as the number there. */
const between =
  ({ from = 0, to = 1 }: Ends) =>
  (share: Tensor<[]>): Tensor<[]> =>
    shift(from)(scale(to - from)(share))

/** A share held between 0 and 1. */
const held = (share: Tensor<[]>): Tensor<[]> => minimum(maximum(share, scalar(0)), scalar(1))

/**
 * A straight way of so many steps, which begins after `after` of them; before and behind it the number stands.
 * @shape [] → []
 * @math from + (to − from) · min(1, max(0, (step − after)/steps))
 * @failure RangeError: `linear: expected a finite number of steps above 0, found 0`
 * @source Sønderby et al.: Ladder variational autoencoders (2016), section 2.3
 * @category schedule
 * @since 0.1.0
 * @example
 * import { read, Schedule, scalar, use } from 'reparam'
 * await use('cpu')()
 * const beta = Schedule.linear({ steps: 10, to: 4 })
 * const betas = [await read(beta(scalar(5))), await read(beta(scalar(100)))]
 * console.assert(betas.join() === '2,4')
 */
export const linear = ({
  steps,
  after = 0,
  ...ends
}: Ends & { readonly steps: number; readonly after?: number }): Schedule => {
  const length = positive('linear', 'a finite number of steps', steps)
  return (step) => between(ends)(held(scale(1 / length)(shift(-after)(step))))
}

/**
 * A way that is half done after `middle` steps, and takes about 2.2 widths from a quarter to three quarters.
 * @shape [] → []
 * @math from + (to − from)/(1 + exp(−(step − middle)/width))
 * @failure RangeError: `sigmoidal: expected a finite width above 0, found 0`
 * @source Bowman et al.: Generating sentences from a continuous space (2016), section 3.1
 * @category schedule
 * @since 0.1.0
 * @example
 * import { read, Schedule, scalar, use } from 'reparam'
 * await use('cpu')()
 * const beta = Schedule.sigmoidal({ middle: 3000, width: 400, to: 2 })
 * console.assert((await read(beta(scalar(3000)))).join() === '1')
 */
export const sigmoidal = ({
  middle,
  width,
  ...ends
}: Ends & { readonly middle: number; readonly width: number }): Schedule => {
  const pace = positive('sigmoidal', 'a finite width', width)
  return (step) => between(ends)(sigmoid(scale(1 / pace)(shift(-middle)(step))))
}

/**
 * A way that begins anew every so many steps: straight for a share of them, then at its end for the rest.
 * @shape [] → []
 * @math from + (to − from) · min(1, (step mod every)/(ramp · every))
 * @failure RangeError: `cyclical: expected a whole number of steps above 0 for every, found 2.5`
 * @source Fu et al.: Cyclical annealing schedule (2019), equation 6
 * @category schedule
 * @since 0.1.0
 * @example
 * import { read, Schedule, scalar, use } from 'reparam'
 * await use('cpu')()
 * const beta = Schedule.cyclical({ every: 100, ramp: 0.5 })
 * const betas = [await read(beta(scalar(25))), await read(beta(scalar(75))), await read(beta(scalar(125)))]
 * console.assert(betas.join() === '0.5,1,0.5')
 */
export const cyclical = ({
  every,
  ramp,
  ...ends
}: Ends & { readonly every: number; readonly ramp: number }): Schedule => {
  if (!Number.isSafeInteger(every) || every < 1)
    throw new RangeError(`cyclical: expected a whole number of steps above 0 for every, found ${every}`)
  const rising = every * positive('cyclical', 'a finite ramp', ramp)
  return (step) => {
    // half a step off the whole numbers, where a quotient could be rounded to either side
    const cycle = floor(div(shift(0.5)(step), scalar(every)))
    return between(ends)(held(scale(1 / rising)(sub(step, scale(every)(cycle)))))
  }
}
