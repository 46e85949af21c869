/** Where the compiler is overruled: casts, `any`, non-null assertions, and comments that silence it. */
import ts from 'typescript'
import { nodesOf, placeOf, type Source } from '../support/sources.js'

/** The files of `src` that may overrule the compiler, each with its reason. */
export const trusted: Readonly<Record<string, string>> = {
  'src/backend/running/exchange.ts': 'a tensor made with so many sizes has the rank of so many axes',
  'src/backend/lowering/lowering.ts': "a table's entry for an operation is one for nodes of that operation",
  'src/backend/starting/wrap.ts':
    'where untyped results and arguments of TensorFlow.js meet the types of this package',
  'src/data/refine.ts': 'a list of tensors is a tuple of shapes after each was compared with its own',
  'src/distribution/member.ts':
    'where a distribution of family F becomes the entry F of the table of families',
  'src/distribution/kl/kl.ts': 'where the table of closed forms is read by two names',
  'src/distribution/rebuilt.ts':
    'a distribution made, function by function, of another has the axes that its maker moved',
  'src/distribution/repeat.ts': 'a distribution expanded once for each size of a batch has that batch',
  'src/laws/able.ts': 'a family under test has the abilities that were seen in one of its distributions',
  'src/layer/layer.ts': 'the parameters of the stages of a layer, in order, are its parameters',
  'src/layer/stage.ts': 'the parameters and statistics that a stage made itself are handed back to it',
  'src/model/conditional.ts': 'where run-time sizes taken from a layer become the sizes in its type',
  'src/model/fitting.ts': 'a decoder and a prior whose sizes were compared fit the encoder',
  'src/model/variables.ts': 'the statistics that stand beside the parameters of a model are its own',
  'src/optimizer/optimizer.ts': 'the state that a rule made itself is handed back to it',
  'src/random/key.ts': 'a list made with a length is a tuple of that length',
  'src/shape/dim.ts':
    'the result of a refused shape must not cause a second error: any there, and only there',
  'src/tensor/primitive/node.ts': 'where an expression is built: a node of operation O is an Expression',
  'src/tensor/tensor.ts': 'where an expression gets the shape that a rule of src/shape derived for it',
  'src/train/epoch.ts': 'means by the names of the metrics that were summed',
  'src/tree/tree.ts': 'a tree rebuilt leaf by leaf has the structure of the one it was built from',
}

const silencer = /@ts-(?:ignore|nocheck|expect-error)/g

/** Every place where a source overrules the compiler, as `path:line what`. */
export const castsOf = (s: Source): readonly string[] => [
  ...[...nodesOf(s.tree)].flatMap((node) => {
    const what = castBy(node)
    return what === undefined ? [] : [`${placeOf(s, node)} ${what}`]
  }),
  ...silencersOf(s),
]

const castBy = (node: ts.Node): string | undefined => {
  if (ts.isAsExpression(node)) return ts.isConstTypeReference(node.type) ? undefined : 'as'
  if (ts.isTypeAssertionExpression(node)) return ts.isConstTypeReference(node.type) ? undefined : '<…>'
  if (ts.isNonNullExpression(node)) return '!'
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any'
  return undefined
}

const silencersOf = ({ path, tree }: Source): readonly string[] =>
  [...tree.text.matchAll(silencer)].map(
    (m) => `${path}:${tree.getLineAndCharacterOfPosition(m.index).line + 1} ${m[0]}`,
  )

/** Casts outside the trusted files. */
export const casts = (sources: readonly Source[]): readonly string[] =>
  sources.filter((s) => trusted[s.path] === undefined).flatMap(castsOf)

/** Trusted files that are gone, or that need no trust any more. */
export const stale = (sources: readonly Source[]): readonly string[] =>
  Object.keys(trusted).filter((path) => {
    const file = sources.find((s) => s.path === path)
    return file === undefined || castsOf(file).length === 0
  })
