/** Whether the compiler, the run time and the backend give the same shape, or refuse in the same words. */
import { ShapeError } from '../../../src/shape/index.js'
import { expression } from '../../../src/tensor/tensor.js'
import { type Call, type Result, type Rule, tensorsOf, typeOf } from './call.js'
import type { Said } from './compiled.js'
import { filled, huge, misplaced, type Observed } from './observed.js'
import { saysNothingWrong, type Veil, veiled } from './veil.js'

/** A call of a rule: in small sizes, in large ones, or with some sizes hidden from the compiler. */
export interface Case {
  readonly rule: Rule
  readonly kind: 'small' | 'large' | 'veiled'
  readonly call: Call
  readonly veil: Veil
}

/** What became of a case, and what is the matter with it. */
export interface Verdict {
  readonly rule: string
  readonly kind: Case['kind']
  readonly refused: boolean
  /** How much of the result was seen on the backend. */
  readonly seen: 'nothing' | 'count' | 'shape'
  readonly complaint: string | undefined
}

/** The text of a case in a program. */
export const textOf = ({ call, veil }: Case): string =>
  call.text(...call.operands.map((shape, i) => `x<${veiled(shape, i, veil)}>()`))

const most = 5000
const countOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** What a call gives, or the words in which it refuses. */
const ran = ({ call, kind }: Case): Result | string => {
  try {
    return call.run(...call.operands.map(kind === 'large' ? huge : filled))
  } catch (error) {
    if (error instanceof ShapeError) return error.message
    return `stopped by ${String(error)}`
  }
}

const seenOn = (
  { rule, kind }: Case,
  result: Result,
  observe: (x: ReturnType<typeof tensorsOf>[number]) => Observed,
): Pick<Verdict, 'seen' | 'complaint'> => {
  const tensors = tensorsOf(result)
  if (kind === 'large' || rule.untensored || tensors.some((x) => countOf(expression(x).shape) > most))
    return { seen: 'nothing', complaint: undefined }
  const found = tensors.map((x) => ({ x, observed: observe(x) }))
  const shaped = rule.data !== 'count' && found.every(({ observed }) => observed.shape !== undefined)
  return {
    seen: shaped ? 'shape' : 'count',
    complaint: found
      .map(({ x, observed }) => misplaced(x, observed, rule.data))
      .find((complaint) => complaint !== undefined),
  }
}

/** What is the matter between the compiler and the run time. */
const apart = (given: Case, said: Said, found: Result | string): string | undefined => {
  if (typeof found === 'string') {
    if (given.kind === 'veiled') return found.startsWith('stopped') ? found : undefined
    const early = given.rule.early?.test(found) === true
    if ((early ? said.refusal?.split('\n')[0] : said.refusal) !== found)
      return `the compiler says ${said.refusal ?? said.type}; the run time ${found}`
    return early || /\b(?:any|never)\b/.test(said.type)
      ? undefined
      : `after the refusal the type is ${said.type}`
  }
  const real = typeOf(found)
  // names of the same size may differ
  if (said.refusal !== undefined && textOf(given).includes("'")) return undefined
  if (said.refusal !== undefined) return `the compiler says ${said.refusal}; the run time gives ${real}`
  const agree = given.kind === 'veiled' ? saysNothingWrong(said.type, real) : said.type === real
  return agree ? undefined : `the compiler gives ${said.type}; the run time ${real}`
}

/** The verdict on a case, of which the compiler said this. */
export const judge = (
  given: Case,
  said: Said,
  observe: (x: ReturnType<typeof tensorsOf>[number]) => Observed,
): Verdict => {
  const found = ran(given)
  const refused = typeof found === 'string'
  const { seen, complaint } = refused
    ? { seen: 'nothing' as const, complaint: undefined }
    : seenOn(given, found, observe)
  const trouble = apart(given, said, found) ?? complaint
  const where = `${textOf(given)} of ${given.call.operands.map((s) => `[${s.join(', ')}]`).join(' and ')}`
  return {
    rule: given.rule.name,
    kind: given.kind,
    refused,
    seen,
    complaint: trouble === undefined ? undefined : `${where}: ${trouble}`,
  }
}
