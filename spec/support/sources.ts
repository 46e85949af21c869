/** The project's own sources as syntax trees, and sources made up in a spec to prove that a rule can fail. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** A source file: its path from the project's root, with forward slashes. */
export interface Source {
  readonly path: string
  readonly tree: ts.SourceFile
}

/** The project's root folder, with a closing slash. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url))

/** A source of the given text. */
export const source = (path: string, text: string): Source => ({
  path,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
})

/** Sources from a record of path to text: planted faults. */
export const planted = (files: Readonly<Record<string, string>>): readonly Source[] =>
  Object.entries(files).map(([path, text]) => source(path, text))

/** Every TypeScript file of a folder of the project, in order of path; folders with a dot are left out. */
export const sourcesOf = (folder: string): readonly Source[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.includes('/.'))
    .sort()
    .map((path) => source(path, readFileSync(`${root}${path}`, 'utf8')))

/** Every node of a tree, parents first. */
export const nodesOf = (root: ts.Node): readonly ts.Node[] => {
  const nodes: ts.Node[] = []
  const walk = (node: ts.Node): void => {
    nodes.push(node)
    ts.forEachChild(node, walk)
  }
  walk(root)
  return nodes
}

/** Where a node stands: `path:line`. */
export const placeOf = ({ path, tree }: Source, node: ts.Node): string =>
  `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`
