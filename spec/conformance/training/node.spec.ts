/** The backends of plain Node. */
import { readFile } from 'node:fs/promises'
import { write } from '../write.js'
import { digitsFrom } from './digits.js'
import { DIGITS, trains } from './suite.js'

const table = new URL('../../../data/digits.csv.gz', import.meta.url)

trains(
  ['wasm'],
  'Node',
  async () => digitsFrom(new Uint8Array(await readFile(table)).buffer),
  (trained) => write(`training-${trained.backend}-node`, trained, DIGITS),
)
