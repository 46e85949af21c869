/** The sentences of messages: what stays of a message when the sizes and names that it tells are taken out. */
import ts from 'typescript'
import { nodesOf, type Source } from '../support/sources.js'

const gap = '…'

/** The fixed parts of a text with gaps: a string with `{}`, or a template as a type or a value. */
const partsOf = (node: ts.Node): readonly string[] => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text.split('{}')
  if (ts.isTemplateExpression(node) || ts.isTemplateLiteralTypeNode(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
  return []
}

interface Pattern {
  readonly parts: readonly string[]
  readonly expression: RegExp
}

/** Words enough to be a sentence: a bare `{}: {}` would fit every message. */
const isSentence = (parts: readonly string[]): boolean =>
  /\p{Letter}{2,} .*\p{Letter}{2,}/u.test(parts.join(' '))

const patternOf = (parts: readonly string[]): Pattern => {
  const fixed = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return { parts, expression: new RegExp(`^${fixed.join('(.*)')}$`) }
}

const lengthOf = ({ parts }: Pattern): number => parts.join('').length

const operation = /^([A-Za-z]\w*): (.+)$/

/** The operation that speaks a message of ours; nothing for the compiler's own words. */
export const speakerOf = (message: string): string | undefined => operation.exec(message)?.[1]

/** What a message says, without the operation in front. */
export const wordsOf = (message: string): string => operation.exec(message)?.[2] ?? message

/** A message in the compiler's own words, without what is inside the types that it quotes. */
const withoutInside = (message: string): string =>
  message.replaceAll(/'(\w*)[^']*'/g, (_, name: string) => `'${name}${gap}'`)

/**
 * From a message to its sentence, by the sources that write it; the one with the most fixed letters counts. A message
 * that is nowhere written with gaps is its own sentence.
 */
export const sentences = (sources: readonly Source[]): ((message: string) => string) => {
  const patterns = sources
    .flatMap(({ tree }) => [...nodesOf(tree)])
    .map(partsOf)
    .filter((parts) => parts.length > 1 && isSentence(parts))
    .map(patternOf)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
  return (message) => {
    if (speakerOf(message) === undefined) return withoutInside(message)
    const found = patterns.find((p) => p.expression.test(message) || p.expression.test(wordsOf(message)))
    return wordsOf(found === undefined ? message : found.parts.join(gap)).replace(`${gap}: `, '')
  }
}
