/** Which packages, and which parts of Node, a source may import. */
import type { Source } from '../support/sources.js'
import { type Import, importsOf, isRelative, resolved } from './imports.js'

const packagesOf = (s: Source): readonly Import[] => importsOf(s).filter((i) => !isRelative(i.module))

/** Imports of TensorFlow.js outside `src/backend`. */
export const tensorflow = (sources: readonly Source[]): readonly string[] =>
  sources
    .filter((s) => !s.path.startsWith('src/backend/'))
    .flatMap(packagesOf)
    .filter((i) => i.module.startsWith('@tensorflow/'))
    .map((i) => `${i.place} imports ${i.module}; only src/backend does`)

/** Imports from inside fp-ts: they pass the compiler and vitest, and stop plain Node with ERR_UNSUPPORTED_DIR_IMPORT. */
export const deepFpTs = (sources: readonly Source[]): readonly string[] =>
  sources
    .flatMap(packagesOf)
    .filter((i) => i.module.startsWith('fp-ts/'))
    .map((i) => `${i.place} imports ${i.module}; write import { … } from 'fp-ts'`)

/**
 * Packages outside `allowed`, parts of Node among them, that are loaded as soon as `entry` is: what would break
 * the entry in a browser, or where an optional package isn't installed. `import()` is how such a thing is loaded.
 */
export const loadedBy = (
  sources: readonly Source[],
  entry: string,
  allowed: readonly string[],
): readonly string[] => {
  const known = new Map(sources.map((s) => [s.path, s]))
  const seen = new Set<string>()
  const complaints: string[] = []
  const visit = (path: string): void => {
    const s = known.get(path)
    if (s === undefined || seen.has(path)) return
    seen.add(path)
    for (const i of importsOf(s).filter((i) => i.static)) {
      if (isRelative(i.module)) visit(resolved(i))
      else if (!allowed.includes(i.module))
        complaints.push(`${i.place} loads ${i.module} whenever ${entry} is loaded`)
    }
  }
  visit(entry)
  return complaints
}
