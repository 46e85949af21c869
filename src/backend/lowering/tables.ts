/** The lowering table of each backend, and what the planner sees of it. */
import type { Target } from '../../plan/index.js'
import type { BackendName } from '../device/device.js'
import { cpu } from './cpu.js'
import { general } from './general.js'
import { type BackendTable, rewriteOf } from './lowering.js'
import { wasm } from './wasm.js'
import { webgl } from './webgl.js'
import { webgpu } from './webgpu.js'

const tables: Readonly<Record<BackendName, BackendTable>> = {
  cpu,
  wasm,
  webgl,
  webgpu,
}

/** The table of a backend; one of a handle that this version does not start has the general one. */
export const tableOf = (name: string): BackendTable => (isBackendName(name) ? tables[name] : general)

/** Whether this version starts a backend of this name. */
export const isBackendName = (name: string): name is BackendName => Object.hasOwn(tables, name)

/** A backend as the planner sees it: whether it has been started does not matter. */
export const targetOf = (name: string): Target => {
  const table = tableOf(name)
  return {
    name,
    runs: (composite) => Object.hasOwn(table.composites, composite),
    rewrite: (e) => rewriteOf(table.rewrites, e),
  }
}
