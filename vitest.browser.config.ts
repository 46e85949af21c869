import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { alias } from './vitest.shared.js'

/** Debian's Chromium with GPUs drawn by the processor, unless a machine with one says otherwise. */
const software = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--use-webgpu-adapter=swiftshader',
]
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const gpu = ['--enable-unsafe-webgpu', '--enable-features=Vulkan']

export default defineConfig({
  resolve: { alias },
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      'fp-ts',
      'fast-check',
    ],
  },
  test: {
    include: ['spec/**/*.browser.ts'],
    setupFiles: ['spec/support/browser.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: '/usr/bin/chromium', args: [...quiet, ...gpu, ...software] },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
})
