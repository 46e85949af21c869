/** docs/backends.md: what to know of the backends, and what each was measured to do. */
import { FLOAT32 } from '../bound.js'
import { chapters } from '../chapters.js'
import type { Deviation } from '../deviations.js'
import { table } from './markdown.js'
import { chapterTable, devices, rowsOf } from './ours.js'
import type { Recorded } from './recorded.js'
import { bugTable, verdictsOn } from './stock.js'
import { DISTANCE, trainingTable } from './training.js'

const groupsOf = (chapter: string): readonly string[] => Object.keys(chapters[chapter] ?? {})

const operations = ({ runs, stock }: Recorded): string => {
  const ops = groupsOf('primitives')
  const rows = rowsOf(runs, ['primitives', 'shapes'], ops)
  return table(
    ['operation', ...runs.map(({ run }) => run), 'stock: value', 'stock: first', 'stock: second'],
    ops.map((op, i) => [...(rows[i] ?? []), ...verdictsOn(stock, op)]),
  )
}

/** What is said of a group, once, with the backends of which it is said. */
const said = (deviations: readonly Deviation[]): readonly (readonly string[])[] => {
  const known = [...new Set(deviations)]
  return [...new Set(known.map(({ says }) => says))].map((says) => [
    known.flatMap((d) => (d.says === says ? d.on : [])).join(', '),
    says,
  ])
}

const deviationTable = table(
  ['operation', 'on', 'what may come instead'],
  Object.values(chapters).flatMap((groups) =>
    Object.entries(groups).flatMap(([group, subjects]) =>
      said(subjects.flatMap(({ deviations }) => deviations)).map((cells) => [`\`${group}\``, ...cells]),
    ),
  ),
)

/** The whole page. */
export const page = (recorded: Recorded): string => `# Backends

A program is written once and runs on each of the four backends. One suite, \`spec/conformance\`, runs on all of them; this
page is what it measured. It is made by \`npm run docs:backends\`; a spec fails when the page is not what the
measurements make.

| backend | runs on | choose it for |
|---|---|---|
| \`wasm\` | the processor, in Node and browsers | most training: it is fast for small and middling models |
| \`cpu\` | the processor, in Node and browsers | where nothing else starts; it is plain JavaScript |
| \`webgl\` | a GPU, in browsers | large models in browsers without WebGPU |
| \`webgpu\` | a GPU, in browsers, and in Node through the package \`webgpu\` | large models |

Reading is asynchronous: \`await read(x)\` works everywhere. \`readSync\` has numbers only where they are at hand, on cpu and
wasm.

## What was run

${devices(recorded.runs)}

\`npm test\` runs the suite on cpu and wasm in Node, \`npm run test:browser\` in headless Chromium and on webgpu in Node,
where GPUs are drawn by the processor unless \`REPARAM_GPU=hardware\` says otherwise. To measure anew, set
\`REPARAM_RECORD=1\` for both and write the page:

\`\`\`sh
REPARAM_RECORD=1 npx vitest run spec/conformance
REPARAM_RECORD=1 npm run test:browser -- spec/conformance
npm run docs:backends
\`\`\`

Another word than 1 is added to the names of the measurements, which then get columns of their own.

## Operations

Each cell is the largest distance from a float64 reference over every case of the operation: its value, its gradient and
a second derivative along a direction; an empty batch, a batch of 1, an axis of 1, odd sizes, and 65,539 rows or columns.
The unit is the bound, ${FLOAT32} times the largest magnitude met on the way (at least 1); for sums of n > 1089 terms, √n / 33
times that. A run with a cell above 1 fails.

Beside it, what TensorFlow.js 4.22 does with the same cases through its own operations and gradients: right where it is
within the same bound; where backends differ, those that are not right are named; – where it has no such operation.

${operations(recorded)}

## Special functions

Here the reference is mpmath with 150 digits (\`spec/golden/conformance.json\`), and each number is compared relative to
itself: the unit is ${FLOAT32} times that, so that a tail of 1e-30 has its digits. Each function is taken at twelve usual
arguments and at twelve towards the ends of its range, up to 1e-30 and 1e30, with its derivatives of both orders; of the first
order alone where the second goes through a quadrature, overflows or cancels. Where a function is further off, the
known deviations below say how far, and its cell is counted in that.

${chapterTable('function', recorded.runs, 'special', groupsOf('special'))}

## Linear algebra

Against plain loops in float64 and their differences, with derivatives of both orders, in units of the bound of operations.
\`choleskyFactor\` is missing because no backend computes it: it takes numbers and calculates in float64.

${chapterTable('function', recorded.runs, 'linear', groupsOf('linear'))}

## Samplers

Samples that several draws make, and their implicit derivatives, against plain loops in float64 with the same draws.

${chapterTable('sampler', recorded.runs, 'samplers', groupsOf('samplers'))}

## Layers

The value in evaluation and training, the next running statistics, and the gradients by data and parameters, in units of
the same bound.

${chapterTable('layer', recorded.runs, 'layers', groupsOf('layers'))}

## Training steps

One step from a state in general position: the loss, metrics, every parameter, the state of the optimizer, running
statistics.

${chapterTable('model', recorded.runs, 'steps', groupsOf('steps'))}

## Numbers that are not real

Infinities, NaN, −0, denormal numbers, and those near the ends of the range, each compared relative to itself, a denormal
one relative to the smallest normal one, 1.2e-38: the unit is ${FLOAT32} times that. A NaN is where it should be and
nowhere else, and so is an infinity. The standards of WebGL and WebGPU let a device take a denormal number for 0 and lose
the sign of a zero: there an element may be what it would be if its operands were so, a denormal one may be 0, and nothing
else. What rearranges elements keeps on cpu and wasm the sign of a zero too.

${chapterTable('operation', recorded.runs, 'numbers', groupsOf('numbers'))}

## Known deviations

Where a backend may do something else, the suite holds it to that: to what is said here element by element, to the words
of a refusal, or to a distance, absolute or in units of the bound, in which its cell above is then counted. One that cpu
or wasm no longer has fails the suite, so that it is taken out; GPUs differ. Those of elementwise operations are of kernels
of TensorFlow.js that run as they are, those of special functions of their formulas in float32.

${deviationTable}

## What stock TensorFlow.js gets wrong

Each row is a case of the suite: right by this package on every backend, and what TensorFlow.js 4.22 makes of it, in
units of the same bound. When a release mends one of them, the suite says so.

${bugTable(recorded.stock)}

## The same training everywhere

100 steps on handwritten digits from one seed: −ELBO in nats per example at the first and the last step, and the largest
relative distance from the cpu backend in Node at any step, which must stay below ${DISTANCE}. A run in Chromium is compared
with cpu in the same page. webgpu in Node runs the same programs as in Chromium; three of its steps are compared with cpu
(\`spec/backend/start.gpu.ts\`).

${trainingTable(recorded.training)}
`
