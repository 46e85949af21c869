/** The bugs of stock TensorFlow.js in plain Node. */
import { beforeAll, expect, test } from 'vitest'
import { backendNames } from '../support/backends.js'
import { bugs } from './bugs.js'
import { showsStock } from './bugs-suite.js'
import { registerGradients } from './stock/gradients.js'
import { isRecording, write } from './write.js'

beforeAll(registerGradients)

test('each bug has a name of its own', () => {
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length)
})

for (const name of backendNames)
  showsStock(name, `${name} in Node`, isRecording(), (found) => write(`stock-${name}-node`, found))
