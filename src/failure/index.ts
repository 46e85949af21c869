export type {
  BackendUnavailable,
  Details,
  Download,
  Failure,
  FileSystem,
  InvalidCheckpoint,
  InvalidFile,
  InvalidOption,
  NonFinite,
  ShapeMismatch,
} from './failure.js'
export {
  backendUnavailable,
  download,
  fileSystem,
  invalidCheckpoint,
  invalidFile,
  invalidOption,
  nonFinite,
  shapeMismatch,
} from './failure.js'
export { render } from './render.js'
