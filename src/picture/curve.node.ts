import { JSDOM } from 'jsdom'
import { curveIn } from './curve.js'
import type { EpochNats } from './history.js'

/**
 * The text of an SVG file with −ELBO, reconstruction and KL by epoch.
 * @unit nats per example
 * @category picture
 * @since 0.1.0
 * @example
 * import { curve } from 'reparam/node'
 * const svg = curve([{ epoch: 1, negativeElbo: 30, reconstruction: 25, kl: 5 }])
 * console.assert(svg.startsWith('<svg') && svg.includes('reconstruction 25.00'))
 */
export const curve = (history: readonly EpochNats[]): string =>
  curveIn(new JSDOM('').window.document)(history)
