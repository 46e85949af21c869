/** Optimizers: pure {init, update}, composed by `chain`. */
export { applyUpdates, chain, type Optimizer, type OptimizerState } from './optimizer.js'
export {
  type AdamOptions,
  adam,
  adamw,
  clipByGlobalNorm,
  decayWeights,
  globalNorm,
  momentum,
  type Rate,
  sgd,
} from './rules.js'
