/** webgl in Chromium. */
import { inBrowser } from './browser.js'

inBrowser('webgl')
