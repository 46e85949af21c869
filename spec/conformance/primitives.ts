/** Every primitive and composite at its cases: value, first and second derivative. */
import { type Case, cases } from '../gradient/cases/index.js'
import { type Subject, subject } from './subject.js'

const ofCase = (c: Case): Subject => subject(c, { upTo: 'second' })

/** By operation. */
export const primitives: Readonly<Record<string, readonly Subject[]>> = Object.fromEntries(
  Object.entries(cases).map(([op, list]) => [op, list.map(ofCase)]),
)
