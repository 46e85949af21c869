export type {
  BackendUnavailable,
  Details,
  DeviceLost,
  Download,
  Failure,
  FileSystem,
  InvalidCheckpoint,
  InvalidFile,
  InvalidOption,
  KernelFailed,
  LimitExceeded,
  NonFinite,
  ShapeMismatch,
} from './failure.js'
export {
  backendUnavailable,
  deviceLost,
  download,
  fileSystem,
  invalidCheckpoint,
  invalidFile,
  invalidOption,
  kernelFailed,
  limitExceeded,
  nonFinite,
  shapeMismatch,
} from './failure.js'
export { render } from './render.js'
