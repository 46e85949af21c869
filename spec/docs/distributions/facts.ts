/** What the code says of a family by itself: its abilities, its samples, its divergences. */
import { type Ability, klOf } from '../../../src/distribution/index.js'
import type { Shape } from '../../../src/shape/index.js'
import type { Shown } from './figure.js'
import type { Basics } from './page.js'

/** In the order of the pages. */
export const abilities = [
  'entropy',
  'mean',
  'variance',
  'mode',
  'cdf',
  'quantile',
] as const satisfies readonly Ability[]

export interface Facts {
  readonly family: string
  readonly kind: 'continuous' | 'discrete'
  readonly reparameterised: boolean
  readonly can: readonly Ability[]
  readonly event: readonly number[]
}

/** A distribution of the page. */
export const shown = ({ figure }: Basics): Shown => {
  const [first] = figure.settings
  if (first === undefined) throw new Error('a figure without a setting')
  return first.d
}

export const factsOf = (page: Basics): Facts => {
  const d = shown(page)
  const { family, kind, reparameterised, event } = d
  return { family, kind, reparameterised, event, can: abilities.filter((name) => name in d) }
}

/** Whether the divergence of one from the other has a closed form: whether that is what refuses them. */
const isRelated = (q: Shown, p: Shown): boolean => {
  try {
    klOf<[], Shape, [], Shape>(q, p)
    return true
  } catch (fault) {
    return !(fault instanceof TypeError && fault.message.includes('no closed form'))
  }
}

/** The families by name from which, and of which, a divergence has a closed form. */
export const partnersOf = (
  page: Basics,
  all: Readonly<Record<string, Basics>>,
): { readonly from: readonly string[]; readonly of: readonly string[] } => {
  const d = shown(page)
  const names = Object.keys(all)
  const others = (related: (other: Shown) => boolean): readonly string[] =>
    names.filter((name) => {
      const other = all[name]
      return other !== undefined && related(shown(other))
    })
  return { from: others((p) => isRelated(d, p)), of: others((q) => isRelated(q, d)) }
}
