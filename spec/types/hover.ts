/** What an editor shows: quick info by the language service, for names in a text that need not lie on disk. */
import ts from 'typescript'
import { options } from '../support/program.js'
import { root } from '../support/sources.js'
import type { Text } from './compile.js'

/** What hovering over a name says, by the name: its first place in the text counts. */
export const hovers = ({ path, text }: Text): ((name: string) => string) => {
  const file = `${root}${path}`
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({ ...options(), noErrorTruncation: false }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  }
  const service = ts.createLanguageService(host)
  return (name) => {
    const at = text.search(new RegExp(`\\b${name}\\b`))
    return ts.displayPartsToString(service.getQuickInfoAtPosition(file, at)?.displayParts)
  }
}
