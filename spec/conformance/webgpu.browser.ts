/** webgpu in Chromium. */
import { inBrowser } from './browser.js'

inBrowser('webgpu')
