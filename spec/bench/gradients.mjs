/**
 * The gradients that TensorFlow.js registers for its operations. `@tensorflow/tfjs-core` alone registers none, and plain
 * Node cannot load the file that does (its imports have no extensions), so it is bundled.
 */
import { fileURLToPath } from 'node:url'

/** Where the bundle is. */
export const gradients = fileURLToPath(new URL('../.bench/gradients.mjs', import.meta.url))

/** Makes the bundle. */
export const bundleGradients = async () => {
  const { build } = await import('rolldown')
  const core = fileURLToPath(import.meta.resolve('@tensorflow/tfjs-core'))
  await build({
    input: core.replace(/dist[/\\].*$/, 'dist/register_all_gradients.js'),
    output: { file: gradients, format: 'esm' },
    platform: 'node',
    logLevel: 'silent',
  })
}
