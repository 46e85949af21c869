/** How far a backend's results are from the reference, and in which form that is kept. */
import type { Backend } from '../../src/backend/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { valuesOn } from '../support/backends.js'
import type { Value } from '../support/reference.js'
import { type Gap, gapOf, takenFor } from './agreement.js'
import type { Deviation } from './deviations.js'
import { holding } from './hold.js'
import { type Build, type Expected, expectedAt, expectedOf, type Order, type Subject } from './subject.js'

/** The largest error of an order, in units of the bound, and where it is; infinite where there is no result. */
export interface Outcome {
  readonly order: Order
  readonly error: number
  readonly message: string
}

/** The worst of some subjects, order by order. */
export type Worst = Readonly<Partial<Record<Order, number>>>

/** A run of the suite: what it ran on, and the worst of each group of each chapter, in units of the bound. */
export interface Measured {
  readonly run: string
  readonly backend: string
  readonly device: string
  readonly chapters: Readonly<Record<string, Readonly<Record<string, Worst>>>>
}

/** GPUs may take a denormal number for 0 and lose the sign of a zero; the processor does neither. */
const mayFlush = (backend: Backend): boolean => backend.name === 'webgl' || backend.name === 'webgpu'

/** What a backend may do instead of what a subject asks for. */
const deviationsOn = ({ name }: Backend, { deviations }: Subject): readonly Deviation[] =>
  deviations.filter(({ on }) => on.some((known) => known === name))

/** What may come out of each order. */
const acceptedOn = (backend: Backend, s: Subject): readonly (readonly Expected[])[] => {
  const others = deviationsOn(backend, s).flatMap(({ instead }) => instead ?? [])
  const subjects = [
    s,
    ...others.map((f) => ({ ...s, builds: s.builds.map((b) => ({ ...b, build: only(f) })) })),
  ]
  const points = [s.at, ...(mayFlush(backend) ? takenFor(s.at) : [])]
  const known = subjects.flatMap((of) =>
    points.map((at) => (at === of.at && of === s ? expectedOf(s) : expectedAt(of, at))),
  )
  return s.builds.map((_, i) => known.flatMap((expected) => expected[i] ?? []))
}

const only =
  (f: (xs: readonly Expression[]) => Expression): Build =>
  (xs) => [f(xs)]

/** No result: as bad as can be, unless the backend may refuse in these words. */
const failed = (order: Order, error: unknown, refusals: readonly RegExp[]): Outcome => {
  const message = error instanceof Error ? error.message : String(error)
  const isKnown = refusals.some((refusal) => refusal.test(message))
  return { order, error: isKnown ? 0 : Number.POSITIVE_INFINITY, message }
}

const isAnyNumber = ({ instead, refusal, within, times }: Deviation): boolean =>
  instead === undefined && refusal === undefined && within === undefined && times === undefined

/** Where any number may come out, in the right shape, it is a finite one. */
const finite = (got: readonly Value[], gap: Gap): Gap => {
  const allFinite = got.every(({ data }) => data.every(Number.isFinite))
  if (allFinite && Number.isFinite(gap.error)) return { ...gap, error: 0 }
  return { error: Number.POSITIVE_INFINITY, found: 'others', wanted: 'finite numbers' }
}

/**
 * All orders of a subject on a backend, as one program; one by one only when that fails. Where the backend may do
 * something else, it is also shown that it does.
 */
export const resultsOf = async (s: Subject, backend: Backend): Promise<readonly Outcome[]> => {
  const [deviation] = deviationsOn(backend, s)
  const whole = computed(s, backend)
  const outcomes = await comparedOn(s, backend, whole)
  if (deviation === undefined || deviation.varies === true) return outcomes
  const strict = await comparedOn({ ...s, deviations: [] }, backend, whole)
  return strict.every(({ error }) => error <= 1) ? [...outcomes, mended(deviation)] : outcomes
}

/** A backend that does what was asked for has no deviation any more. */
const mended = ({ says }: Deviation): Outcome => ({
  order: 'value',
  error: Number.POSITIVE_INFINITY,
  message: `it is right without the deviation "${says}", which is to be taken out`,
})

const comparedOn = async (
  s: Subject,
  backend: Backend,
  whole: Promise<readonly Value[]>,
): Promise<readonly Outcome[]> => {
  const deviations = deviationsOn(backend, s)
  const within = Math.max(0, ...deviations.map((d) => d.within ?? 0))
  const times = Math.max(1, ...deviations.map((d) => d.times ?? 1))
  const accepted = acceptedOn(backend, s)
  const sizes = accepted.map(([wanted]) => wanted?.values.length ?? 0)
  const compare = (i: number, got: readonly Value[]): Outcome => {
    const gap = gapOf(s.rule, s.terms, got, accepted[i] ?? [], { flushes: mayFlush(backend), within, times })
    const { error, found, wanted } = deviations.some(isAnyNumber) ? finite(got, gap) : gap
    const message = `expected ${wanted}, found ${found}, ${error.toPrecision(3)} times the bound`
    return { order: s.builds[i]?.order ?? 'value', error, message }
  }
  try {
    const got = await whole
    let from = 0
    return sizes.map((size, i) => {
      from += size
      return compare(i, got.slice(from - size, from))
    })
  } catch (thrown) {
    const refused = (order: Order, error: unknown): Outcome =>
      failed(
        order,
        error,
        deviations.flatMap(({ refusal }) => refusal ?? []),
      )
    let alone = 0
    const outcomes: Outcome[] = []
    for (const [i, build] of s.builds.entries()) {
      try {
        outcomes.push(compare(i, await computed({ ...s, builds: [build] }, backend)))
      } catch (error) {
        alone += 1
        outcomes.push(refused(build.order, error))
      }
    }
    // what fails as a whole, and in no part of it, has failed nevertheless
    if (alone === 0) outcomes.push(refused(s.builds.at(-1)?.order ?? 'value', thrown))
    return outcomes
  }
}

const computed = ({ at, builds }: Subject, backend: Backend): Promise<readonly Value[]> =>
  holding(backend, (hold) => valuesOn(backend, (xs) => builds.flatMap(({ build }) => build(xs, hold)), at))
