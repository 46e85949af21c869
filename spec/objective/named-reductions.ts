/** Reductions without a name: sums and means over axes that say nothing of samples, batches or events. */
import ts from 'typescript'
import { nodesOf, placeOf, type Source } from '../support/sources.js'

const bare: readonly string[] = ['sum', 'mean', 'max', 'min', 'logSumExp', 'logMeanExp', 'reduce', 'softmax']

/** Where a source brings in a bare reduction, by whatever path and under whatever name, as `path:line name`. */
export const bareReductions = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((s) =>
    [...nodesOf(s.tree)].flatMap((node) => {
      const name = brought(node)
      return name !== undefined && bare.includes(name) ? [`${placeOf(s, node)} ${name}`] : []
    }),
  )

/** The name that a node takes from another module: `{ sum }`, `{ sum as total }`, `tensor.sum` of a namespace. */
const brought = (node: ts.Node): string | undefined => {
  if (ts.isImportSpecifier(node)) return (node.propertyName ?? node.name).text
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const namespace = node.expression.text
    const imported = [...nodesOf(node.getSourceFile())].some(
      (n) => ts.isNamespaceImport(n) && n.name.text === namespace,
    )
    return imported ? node.name.text : undefined
  }
  return undefined
}
