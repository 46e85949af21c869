/** Backends: starting one, running plans on it, and who frees what. */
export type { Backend, BackendChoice, BackendName, Description } from './device/device.js'
export { BackendError } from './device/fault.js'
export { targetOf } from './lowering/tables.js'
export { type Content, type Program, prepare } from './running/program.js'
export { Handle, held, Storage, storageOf } from './running/storage.js'
export { backendNames, start } from './starting/start.js'
