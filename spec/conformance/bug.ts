/** A place where stock TensorFlow.js gives other numbers than it should, or none, beside what they should be. */
import type { BackendName } from '../../src/backend/index.js'
import type { Case } from '../gradient/cases/index.js'
import { asked, type Stock, type Stocks } from './stock/derivatives.js'
import type { Verdict } from './stock/outcome.js'
import type { Order } from './subject.js'

/** What stock TensorFlow.js does on each backend, as it was found. */
export type Found = Readonly<Record<BackendName, Verdict['kind']>>

export interface Bug {
  readonly name: string
  readonly order: Order
  /** What it should be. */
  readonly at: Case['at']
  readonly f: Case['f']
  /** What a user of TensorFlow.js writes for it, with the value alone or with what is asked in its order. */
  readonly stock: Stocks
  readonly found: Found
}

/** The same on every backend. */
export const everywhere = (kind: Verdict['kind']): Found => ({
  cpu: kind,
  wasm: kind,
  webgl: kind,
  webgpu: kind,
})

/** A function of TensorFlow.js beside the case that says what it should be. */
export const bug = (
  name: string,
  order: Order,
  { at, f }: Pick<Case, 'at' | 'f'>,
  stock: Stock,
  found: Found,
): Bug => ({ name, order, at, f, stock: asked(order, stock), found })
