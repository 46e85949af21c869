/** The lowering table of each backend, and what the planner sees of it. */
import type { Target } from '../plan/index.js'
import type { BackendName } from './device.js'
import { general } from './lowering/general.js'
import { type BackendTable, rewriteOf } from './lowering/lowering.js'
import { wasm } from './lowering/wasm.js'

const tables: Readonly<Record<BackendName, BackendTable>> = {
  cpu: general,
  wasm,
  webgl: general,
  webgpu: general,
}

/** The table of a backend. */
export const tableOf = (name: BackendName): BackendTable => tables[name]

/** A backend as the planner sees it: whether it has been started does not matter. */
export const targetOf = (name: BackendName): Target => {
  const table = tables[name]
  return {
    name,
    runs: (composite) => Object.hasOwn(table.composites, composite),
    rewrite: (e) => rewriteOf(table.rewrites, e),
  }
}
