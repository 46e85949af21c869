/** Type-checks examples against the project's sources, all in one program and without writing a file. */
import ts from 'typescript'
import { programOf, saidOf } from '../support/program.js'
import { root } from '../support/sources.js'
import { type Example, fileOf } from './example.js'

/** What the compiler says of an example, by line of its code, counted from 0. */
interface Complaint {
  readonly line: number
  readonly text: string
}

/** The folder that examples are written to, ignored by git. */
export const folder = `${root}spec/.examples/`

const errorComment = /^\s*\/\/ error: (.+?)\s*$/

/** What is wrong with each example: an error in one that must compile, no or another error in one that must not. */
export const wrong = (examples: readonly Example[]): readonly string[] => {
  const complaints = complaintsOf(examples)
  return examples.flatMap((e, i) => {
    const found = complaints[i] ?? []
    const said = e.kind === 'error' ? unexpected(e, found) : found.map((c) => c.text)
    return said.map((text) => `${e.place}: ${text}`)
  })
}

/** Each `// error: …` comment stands for the errors of the lines since the one before it. */
const unexpected = ({ code }: Example, found: readonly Complaint[]): readonly string[] => {
  const claims = code.split('\n').flatMap((text, line) => {
    const message = errorComment.exec(text)?.[1]
    return message === undefined ? [] : [{ line, message }]
  })
  if (claims.length === 0) return ['an error fence says what the compiler says, in a comment // error: …']
  const claimOf = (c: Complaint) => claims.find((claim) => claim.line > c.line)
  const matches = (c: Complaint): boolean => c.text.includes(claimOf(c)?.message ?? '\n')
  return [
    ...found.filter((c) => !matches(c)).map((c) => c.text),
    ...claims
      .filter((claim) => !found.some((c) => claimOf(c) === claim && matches(c)))
      .map((claim) => `the compiler does not say: ${claim.message}`),
  ]
}

const complaintsOf = (examples: readonly Example[]): readonly (readonly Complaint[])[] => {
  const texts = new Map(examples.map((e) => [`${folder}${fileOf(e)}`, `${e.code}\nexport {}\n`]))
  const program = programOf(texts)
  return [...texts.keys()].map((path) => {
    const file = program.getSourceFile(path)
    return saidOf(program, path).map((d) => ({
      line: file === undefined ? 0 : file.getLineAndCharacterOfPosition(d.start ?? 0).line,
      text: ts.flattenDiagnosticMessageText(d.messageText, '\n'),
    }))
  })
}
