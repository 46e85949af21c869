import { tmpdir } from 'node:os'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { isRecording, write } from './spec/conformance/write.js'
import { alias } from './vitest.shared.js'

/** The processor draws; a machine with a GPU is asked to use it by REPARAM_GPU=hardware. */
const hasGpu = process.env['REPARAM_GPU'] === 'hardware'
const graphics = hasGpu
  ? ['--use-angle=vulkan', '--ignore-gpu-blocklist']
  : ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--use-webgpu-adapter=swiftshader']
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** The Vulkan driver of Debian's Chromium, which runs on the processor, unless there is another one. */
const vulkan: { readonly VK_ICD_FILENAMES?: string } =
  hasGpu || process.env['VK_ICD_FILENAMES'] !== undefined
    ? {}
    : { VK_ICD_FILENAMES: '/usr/lib/chromium/vk_swiftshader_icd.json' }
const gpu = ['--enable-unsafe-webgpu', '--enable-features=Vulkan']

export default defineConfig({
  resolve: { alias },
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/register_all_gradients.js',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      'fp-ts',
      'fast-check',
    ],
  },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['spec/**/*.browser.ts'],
          setupFiles: ['spec/support/browser.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: '/usr/bin/chromium', args: [...quiet, ...gpu, ...graphics] },
            }),
            instances: [{ browser: 'chromium' }],
            commands: {
              keepMeasured: (_, name: string, measured: object, digits?: number) =>
                write(name, measured, digits),
              isRecording: () => isRecording(),
            },
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'webgpu in Node',
          include: ['spec/**/*.gpu.ts'],
          setupFiles: ['spec/support/setup.ts'],
          pool: 'forks',
          env: { ...vulkan, XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir() },
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['spec/**/*.page.ts'],
          setupFiles: ['spec/support/setup.ts'],
          pool: 'forks',
        },
      },
    ],
  },
})
