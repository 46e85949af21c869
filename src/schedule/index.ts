/**
 * Schedules: numbers as functions of the step, for rates and for the terms of an objective.
 * @category schedule
 * @since 0.1.0
 * @module
 */
export { constant, exponential, type Schedule, stepwise } from './rate.js'
export { cyclical, type Ends, linear, sigmoidal } from './rise.js'
