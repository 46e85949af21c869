/** The bugs of stock TensorFlow.js on webgpu in Node. */
import { beforeAll } from 'vitest'
import { started } from '../support/backends.js'
import { showsStock } from './bugs-suite.js'
import { registerGradients } from './stock/gradients.js'
import { isRecording, write } from './write.js'

beforeAll(async () => {
  await started('webgpu')
  await registerGradients()
})

showsStock('webgpu', 'webgpu in Node', isRecording(), (found) => write('stock-webgpu-node', found))
