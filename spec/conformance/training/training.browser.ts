/** The backends of Chromium, in one page. */
import { commands } from 'vitest/browser'
import address from '../../../data/digits.csv.gz?url'
import '../browser.js'
import { digitsFrom } from './digits.js'
import { DIGITS, trains } from './suite.js'

trains(
  ['wasm', 'webgl', 'webgpu'],
  'Chromium',
  async () => digitsFrom(await (await fetch(address)).arrayBuffer()),
  (trained) => commands.keepMeasured(`training-${trained.backend}-chromium`, trained, DIGITS),
)
