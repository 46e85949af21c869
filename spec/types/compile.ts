/** What the compiler says of texts that need not lie on disk. */
import ts from 'typescript'
import { options, programOf, saidOf } from '../support/program.js'
import { root } from '../support/sources.js'

/** A text under a path from the project's root. */
export interface Text {
  readonly path: string
  readonly text: string
}

/** What the compiler says of a line, counted from 1. */
export interface CompileError {
  readonly line: number
  readonly text: string
}

/** A program over some texts, and what the compiler says of each. */
export interface Compiled {
  readonly program: ts.Program
  readonly errors: (path: string) => readonly CompileError[]
}

/** One program of all texts and whatever they import. */
export const compile = (given: readonly Text[], beside: ts.CompilerOptions = {}): Compiled => {
  const texts = new Map(given.map(({ path, text }) => [`${root}${path}`, text]))
  const program = programOf(texts, { ...options(), ...beside })
  return { program, errors: (path) => errorsOf(program, path) }
}

const errorsOf = (program: ts.Program, path: string): readonly CompileError[] => {
  const file = program.getSourceFile(`${root}${path}`)
  if (file === undefined) return [{ line: 1, text: 'is no file of the program' }]
  return saidOf(program, `${root}${path}`).map((d) => ({
    line: file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1,
    text: ts.flattenDiagnosticMessageText(d.messageText, '\n'),
  }))
}
