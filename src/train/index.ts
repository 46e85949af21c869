/** Training: a pure step, the loop as an effect, checkpoints. */
export { encodeCheckpoint, type Opened, openCheckpoint, type Progress, restore } from './checkpoint.js'
export type { Epoch, Fit } from './epoch.js'
export { fit, type Stopped } from './fit.js'
export { decodeSafetensors, encodeSafetensors, type Named, type Safetensors } from './safetensors.js'
export {
  begin,
  beginWithStatistics,
  type Loss,
  type Metrics,
  type StatisticsLoss,
  type Step,
  step,
  stepWithStatistics,
  type TrainState,
} from './step.js'
export { type Validation, validation } from './validation.js'
