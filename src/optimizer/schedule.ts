/** Rates that change with the step: functions of the number of steps done. */
import { div, exp, floor, scalar, scale, type Tensor } from '../tensor/index.js'

/**
 *  * A rate as a function of the number of steps done before.
 * @category optimizer
 * @since 0.1.0
 */
export type Schedule = (step: Tensor<[]>) => Tensor<[]>

/**
 * The same rate at every step.
 * @category optimizer
 * @since 0.1.0
 */
export const constant =
  (rate: number): Schedule =>
  () =>
    scalar(rate)

/**
 * A rate that falls smoothly: times `decay` after each `every` steps.
 * @math rate · decay^(step / every)
 * @category optimizer
 * @since 0.1.0
 */
export const exponential =
  ({ rate, decay, every }: { readonly rate: number; readonly decay: number; readonly every: number }): Schedule =>
  (step) =>
    scale(rate)(exp(scale(Math.log(decay) / every)(step)))

/**
 * A rate that falls in steps: times `decay` at every `every`-th step.
 * @math rate · decay^⌊step / every⌋
 * @category optimizer
 * @since 0.1.0
 */
export const stepwise =
  ({ rate, decay, every }: { readonly rate: number; readonly decay: number; readonly every: number }): Schedule =>
  (step) =>
    scale(rate)(exp(scale(Math.log(decay))(floor(div(step, scalar(every))))))

/** A number as the schedule that is always that number. */
export const scheduled = (rate: number | Schedule): Schedule => (typeof rate === 'number' ? constant(rate) : rate)
