/** Running: choose a backend, evaluate, read, compile, release. */
export { type Backend, type BackendName, backendNames } from '../backend/index.js'
export { type Compiled, compile } from './compile.js'
export { current, use } from './current.js'
export { evaluate, liveTensors, read, readSync, release } from './evaluate.js'
