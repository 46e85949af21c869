/**
 * The gradients that TensorFlow.js registers for its operations, for the whole process. `@tensorflow/tfjs-core` alone
 * registers none, and plain Node cannot load the file that does (its imports have no extensions), so it is bundled. A
 * browser imports that file.
 */
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { withFolder } from '../../support/temporary.js'

/** Registers them in Node. */
export const registerGradients = (): Promise<void> =>
  withFolder(async (folder) => {
    const core = fileURLToPath(import.meta.resolve('@tensorflow/tfjs-core'))
    const bundle = await rolldown({
      input: core.replace(/dist[/\\].*$/, 'dist/register_all_gradients.js'),
      platform: 'node',
      logLevel: 'silent',
    })
    const file = `${folder}/gradients.mjs`
    await bundle.write({ file, format: 'esm' })
    await bundle.close()
    await import(/* @vite-ignore */ pathToFileURL(file).href)
  })
