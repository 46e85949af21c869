/** Running: choose a backend, evaluate, read, compile, release. */
export {
  type Backend,
  type BackendChoice,
  BackendError,
  type BackendName,
  backendNames,
  type Description,
} from '../backend/index.js'
export { type Compiled, compile } from './compile.js'
export { current, describe, use } from './current.js'
export { evaluate, liveTensors, read, readSync, release } from './evaluate.js'
