/** From a device of TensorFlow.js to a backend: one for each, however it was started. */
import { env, type KernelBackend } from '@tensorflow/tfjs-core'
import { describe } from '../device/describe.js'
import type { Backend } from '../device/device.js'
import { Obstacle } from './obstacle.js'
import { wrap } from './wrap.js'

const known = new WeakMap<KernelBackend, Backend>()

/**
 * The backend over a device.
 * @throws Obstacle when its floats have 16 bits
 */
export const over = (name: string, device: KernelBackend): Backend => {
  const before = known.get(device)
  if (before !== undefined) return before
  // before the device is touched: one that is refused stays as it was
  const description = describe(name, device)
  if (description.precision < 32) throw halfFloats()
  quietFirstUse(device)
  const backend = wrap(description, device)
  known.set(device, backend)
  return backend
}

/** Half floats lose what training needs. */
export const halfFloats = (): Obstacle =>
  new Obstacle(
    'floats of 16 bits, where 32 are needed',
    "use('wasm'), or leave TensorFlow.js's flag WEBGL_FORCE_F16_TEXTURES off where it is set",
  )

/** The cpu backend greets at its first write unless in production mode; so its first write is made there. */
const quietFirstUse = (device: KernelBackend): void => {
  const flags = env()
  const mode = flags.getBool('PROD')
  flags.set('PROD', true)
  try {
    device.disposeData(device.write(Float32Array.of(0), [1], 'float32'))
  } finally {
    flags.set('PROD', mode)
  }
}
