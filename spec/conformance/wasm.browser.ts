/** wasm in Chromium. */
import { inBrowser } from './browser.js'

inBrowser('wasm')
