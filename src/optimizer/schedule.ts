/** Rates that change with the step: functions of the number of steps done. */
import { div, exp, floor, scalar, scale, type Tensor } from '../tensor/index.js'

/**
 * A rate as a function of the number of steps done before.
 * @category optimizer
 * @since 0.1.0
 */
export type Schedule = (step: Tensor<[]>) => Tensor<[]>

/**
 * The same rate at every step.
 * @shape [] → []
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { constant, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(constant(0.5)(scalar(100)))).join() === '0.5')
 */
export const constant =
  (rate: number): Schedule =>
  () =>
    scalar(rate)

/**
 * A rate that falls smoothly: times `decay` after each `every` steps.
 * @shape [] → []
 * @math rate · decay^(step / every)
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { exponential, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const schedule = exponential({ rate: 0.8, decay: 0.5, every: 10 })
 * const [rate = 0] = await read(schedule(scalar(5)))
 * console.assert(Math.abs(rate - 0.8 * Math.SQRT1_2) < 1e-6)
 */
export const exponential =
  ({
    rate,
    decay,
    every,
  }: {
    readonly rate: number
    readonly decay: number
    readonly every: number
  }): Schedule =>
  (step) =>
    scale(rate)(exp(scale(Math.log(decay) / every)(step)))

/**
 * A rate that falls in steps: times `decay` at every `every`-th step.
 * @shape [] → []
 * @math rate · decay^⌊step / every⌋
 * @category optimizer
 * @since 0.1.0
 * @example
 * import { read, scalar, stepwise, use } from 'reparam'
 * await use('cpu')()
 * const schedule = stepwise({ rate: 0.8, decay: 0.5, every: 10 })
 * const [rate = 0] = await read(schedule(scalar(5)))
 * console.assert(Math.abs(rate - 0.8) < 1e-6)
 */
export const stepwise =
  ({
    rate,
    decay,
    every,
  }: {
    readonly rate: number
    readonly decay: number
    readonly every: number
  }): Schedule =>
  (step) =>
    scale(rate)(exp(scale(Math.log(decay))(floor(div(step, scalar(every))))))

/** A number as the schedule that is always that number. */
export const scheduled = (rate: number | Schedule): Schedule =>
  typeof rate === 'number' ? constant(rate) : rate
