/** Files that import each other in a ring. */
import type { Source } from '../support/sources.js'
import { importsOf, isRelative, resolved } from './imports.js'

/** Each ring of imports once, as `a → b → a`, types included. */
export const cycles = (sources: readonly Source[]): readonly string[] => {
  const edges = new Map(
    sources.map((s) => [s.path, importsOf(s).flatMap((i) => (isRelative(i.module) ? [resolved(i)] : []))]),
  )
  const done = new Set<string>()
  const rings: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) rings.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return rings
}
