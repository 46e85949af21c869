/** Programs that the compiler judges in memory: files of the project beside texts that need not lie on disk. */
import ts from 'typescript'
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

/** The options of the project; types are written out in full. */
export const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const forced = { noErrorTruncation: true }
  const read = ts.parseJsonConfigFileContent(config, ts.sys, root, forced, 'tsconfig.json')
  return { ...read.options, noEmit: true }
}

/** One program of all texts and whatever they import. */
export const compile = (given: readonly Text[], beside: ts.CompilerOptions = {}): Compiled => {
  const settings = { ...options(), ...beside }
  const texts = new Map(given.map(({ path, text }) => [`${root}${path}`, text]))
  const disk = ts.createCompilerHost(settings)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => texts.has(file) || disk.fileExists(file),
    readFile: (file) => texts.get(file) ?? disk.readFile(file),
    getSourceFile: (file, how) => {
      const text = texts.get(file)
      return text === undefined ? disk.getSourceFile(file, how) : ts.createSourceFile(file, text, how, true)
    },
  }
  const program = ts.createProgram([...texts.keys()], settings, host)
  return { program, errors: (path) => errorsOf(program, path) }
}

const errorsOf = (program: ts.Program, path: string): readonly CompileError[] => {
  const file = program.getSourceFile(`${root}${path}`)
  if (file === undefined) return [{ line: 1, text: 'is no file of the program' }]
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((d) => ({
    line: file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1,
    text: ts.flattenDiagnosticMessageText(d.messageText, '\n'),
  }))
}
