/** Backends: starting one, running plans on it, and who frees what. */
export type { Backend, BackendName } from './device.js'
export { type Content, type Program, prepare } from './program.js'
export { backendNames, start } from './start.js'
export { Handle, held, Storage, storageOf } from './storage.js'
export { targetOf } from './tables.js'
