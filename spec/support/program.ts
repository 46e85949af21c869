/** Programs that the compiler judges in memory: files of the project beside texts that need not lie on disk. */
import ts from 'typescript'
import { root } from './sources.js'

/** The options of the project; types are written out in full. */
export const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const forced = { noErrorTruncation: true }
  const read = ts.parseJsonConfigFileContent(config, ts.sys, root, forced, 'tsconfig.json')
  return { ...read.options, noEmit: true }
}

/** Files on disk, parsed once for all programs of a process that are compiled for one target. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/** A program of some texts, by absolute path, and whatever they import. */
export const programOf = (
  texts: ReadonlyMap<string, string>,
  settings: ts.CompilerOptions = options(),
): ts.Program => {
  const disk = ts.createCompilerHost(settings)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => texts.has(file) || disk.fileExists(file),
    readFile: (file) => texts.get(file) ?? disk.readFile(file),
    getSourceFile: (file, how) => {
      const text = texts.get(file)
      if (text !== undefined) return ts.createSourceFile(file, text, how, true)
      const key = `${file} ${settings.target} ${settings.module}`
      if (!parsed.has(key)) parsed.set(key, disk.getSourceFile(file, how))
      return parsed.get(key)
    },
  }
  return ts.createProgram([...texts.keys()], settings, host)
}

/** What the compiler says of a file, in order. */
export const saidOf = (program: ts.Program, path: string): readonly ts.Diagnostic[] => {
  const file = program.getSourceFile(path)
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
}
