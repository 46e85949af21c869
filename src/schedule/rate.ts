/** Numbers that change with the step, such as rates that fall: functions of the number of steps done. */
import { div, exp, floor, scalar, scale, type Tensor } from '../tensor/index.js'

/**
 * A number as a function of the number of steps done before: a rate, or how much a term of an objective counts.
 * @category schedule
 * @since 0.1.0
 */
export type Schedule = (step: Tensor<[]>) => Tensor<[]>

/**
 * The same number at every step.
 * @shape [] → []
 * @category schedule
 * @since 0.1.0
 * @example
 * import { read, Schedule, scalar, use } from 'reparam'
 * await use('cpu')()
 * console.assert((await read(Schedule.constant(0.5)(scalar(100)))).join() === '0.5')
 */
export const constant =
  (value: number): Schedule =>
  () =>
    scalar(value)

/**
 * A rate that falls smoothly: times `decay` after each `every` steps.
 * @shape [] → []
 * @math rate · decay^(step / every)
 * @category schedule
 * @since 0.1.0
 * @example
 * import { read, Schedule, scalar, use } from 'reparam'
 * await use('cpu')()
 * const schedule = Schedule.exponential({ rate: 0.8, decay: 0.5, every: 10 })
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
 * @category schedule
 * @since 0.1.0
 * @example
 * import { read, Schedule, scalar, use } from 'reparam'
 * await use('cpu')()
 * const schedule = Schedule.stepwise({ rate: 0.8, decay: 0.5, every: 10 })
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
