/** The backends of plain Node; they share one computation of the reference. */
import { conforms } from './suite.js'
import { write } from './write.js'

for (const name of ['cpu', 'wasm'] as const)
  conforms(name, `${name} in Node`, (measured) => write(`${name}-node`, measured))
