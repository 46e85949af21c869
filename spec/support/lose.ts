/** Takes a backend's device away, as a reset GPU does. */
import * as tf from '@tensorflow/tfjs-core'

/** Loses the device of a backend for real; what waits for its end has been told when this ends. */
export const lose = async (name: 'webgl' | 'webgpu'): Promise<void> => {
  const device: unknown = tf.engine().registry[name]
  if (name === 'webgl') {
    const gl = Reflect.get(Reflect.get(Object(device), 'gpgpu'), 'gl')
    const extension = gl.getExtension('WEBGL_lose_context')
    extension.loseContext()
  } else {
    const gpu = Reflect.get(Object(device), 'device')
    gpu.destroy()
    await gpu.lost
  }
  await new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
