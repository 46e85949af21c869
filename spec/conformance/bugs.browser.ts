/** The bugs of stock TensorFlow.js in Chromium. */
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import { commands } from 'vitest/browser'
import './browser.js'
import { showsStock } from './bugs-suite.js'

const recording = await commands.isRecording()

for (const name of ['wasm', 'webgl', 'webgpu'] as const)
  showsStock(name, `${name} in Chromium`, recording, (found) =>
    commands.keepMeasured(`stock-${name}-chromium`, found),
  )
