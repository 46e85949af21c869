/** What a program costs the compiler: counts, which are exact and the same on every machine, and no times. */
import ts from 'typescript'
import { root } from '../support/sources.js'
import { options } from '../types/compile.js'

/** The types that the compiler instantiated to check a file, and what it has to say of it. */
export interface Counted {
  readonly instantiations: number
  readonly errors: readonly string[]
}

/** Checks a program in a compiler of its own; files on disk are parsed once for all programs of a counter. */
export const counter = (): ((text: string) => Counted) => {
  const settings = options()
  const disk = ts.createCompilerHost(settings)
  const parsed = new Map<string, ts.SourceFile | undefined>()
  const path = `${root}spec/cost/counted.ts`
  return (text) => {
    const own = ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2022 }, true)
    const host: ts.CompilerHost = {
      ...disk,
      fileExists: (file) => file === path || disk.fileExists(file),
      readFile: (file) => (file === path ? text : disk.readFile(file)),
      getSourceFile: (file, how) => {
        if (file === path) return own
        if (!parsed.has(file)) parsed.set(file, disk.getSourceFile(file, how))
        return parsed.get(file)
      },
    }
    const program = ts.createProgram([path], settings, host)
    const file = program.getSourceFile(path)
    const said = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    return {
      instantiations: program.getInstantiationCount(),
      errors: said.map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n')),
    }
  }
}
