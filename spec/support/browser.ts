/**
 * Runs before every spec file in a browser: the backends of a bundled program are those that it imports, and the
 * binary of wasm stands where the bundler put it.
 */
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-backend-webgl'
import '@tensorflow/tfjs-backend-webgpu'
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'

setWasmPaths({ 'tfjs-backend-wasm-simd.wasm': binary })
