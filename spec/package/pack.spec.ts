import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bundle, bundleOf, kilobytesOf } from './bundle.js'
import {
  type Consumer,
  emptyFolder,
  install,
  manifestIn,
  node,
  type Outcome,
  tool,
  withoutBackends,
} from './consumer.js'
import { example, forBrowser } from './readme.js'

const silent = { status: 0, stderr: '' }

/** What its program takes in for a browser; the wasm backend is built on parts of the cpu backend. */
const needed = ['@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-core', 'fp-ts', 'reparam']
const bundled = [...needed, '@tensorflow/tfjs-backend-cpu', 'long']

const compilers = [
  ['TypeScript 6', 'typescript/bin/tsc'],
  ['TypeScript 7', 'ts7/bin/tsc'],
] as const

describe('the packed package, installed in an empty folder', () => {
  const folder = emptyFolder()
  let consumer: Consumer

  beforeAll(() => {
    consumer = install(folder)
    writeFileSync(join(folder, 'example.ts'), example)
    tool(consumer, 'typescript/bin/tsc')
  })

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** Bundles a program of the user's; in Node the wasm backend reads its binary from beside itself, so it stays there. */
  const bundle = async (name: string, platform: 'node' | 'browser'): Promise<Bundle> => {
    const external = platform === 'node' ? { external: [/^@tensorflow\//] } : {}
    const made = await bundleOf(join(folder, `${name}.js`), platform, external)
    mkdirSync(join(folder, 'bundle', platform), { recursive: true })
    writeFileSync(join(folder, 'bundle', platform, `${name}.js`), made.code)
    return made
  }

  test('holds every file that its manifest names, and the licence', () => {
    const { bin, exports } = manifestIn(consumer.packed)
    const named = Object.values(exports).flatMap((e) => (typeof e === 'string' ? [e] : Object.values(e)))
    for (const path of [...named, ...Object.values(bin), 'LICENSE', 'README.md', 'CHANGELOG.md', 'data'])
      expect(existsSync(join(consumer.packed, path)), path).toBe(true)
    for (const path of ['spec', 'dist/.tsbuildinfo', 'node_modules', 'scripts'])
      expect(existsSync(join(consumer.packed, path)), path).toBe(false)
  })

  test.each(compilers)("type-checks the README's example under %s, libraries included", (_, compiler) => {
    const { status, stdout } = tool(consumer, compiler, '--noEmit')
    expect(stdout.split('\n').slice(0, 10).join('\n')).toBe('')
    expect(status).toBe(0)
  })

  test("runs the README's example in plain Node, without a word of its own", () => {
    expect(node(consumer, 'example.js')).toMatchObject(silent)
  })

  test("runs the README's example from a bundle", async () => {
    await bundle('example', 'node')
    expect(node(consumer, 'bundle/node/example.js')).toMatchObject(silent)
  })

  test("bundles the README's example for a browser, with the backend that it imports and no other", async () => {
    writeFileSync(join(folder, 'page.js'), forBrowser(readFileSync(join(folder, 'example.js'), 'utf8')))
    const page = await bundle('page', 'browser')
    expect(page.packages).toEqual(expect.arrayContaining(needed))
    expect(page.packages.filter((name) => !bundled.includes(name))).toEqual([])
    expect(page.external).toEqual([])
    const { code } = await bundleOf(join(folder, 'page.js'), 'browser', { minify: true })
    const [whole, served] = [kilobytesOf(page.code), kilobytesOf(code)]
    expect(served.gzip).toBeLessThan(150)
    process.stdout.write(
      `the README's program in a bundle: ${whole.plain} kB; ${served.plain} kB minified, ${served.gzip} kB with gzip\n`,
    )
  })

  test.each(['reparam', 'reparam/estimate', 'reparam/laws', 'reparam/node', 'reparam/tf'])(
    'loads %s in plain Node',
    (name) => {
      expect(node(consumer, '--input-type=module', '--eval', `await import('${name}')`)).toMatchObject(silent)
    },
  )

  test('says what to install for a backend that is not there, and why none of them starts', () => {
    const bare = withoutBackends(consumer, emptyFolder())
    const program = `
      import { backendNames, render, use } from 'reparam'
      for (const name of [...backendNames, 'auto']) console.log(render((await use(name)()).left))
    `
    const { status, stdout, stderr } = node(bare, '--input-type=module', '--eval', program)
    rmSync(bare.folder, { recursive: true, force: true })
    expect({ status, stderr }).toEqual(silent)
    const tensorflow = '@tensorflow/tfjs-backend'
    const start = (name: string): string => `backend ${name}: expected it to start; found`
    const install = 'npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend'
    const reasons = {
      cpu: `${tensorflow}-cpu is not installed`,
      wasm: `${tensorflow}-wasm is not installed`,
      webgl: 'no WebGL here: only browsers have it',
      webgpu: 'the package webgpu, which brings WebGPU to Node, is not installed',
    }
    expect(stdout.trimEnd().split('\n')).toEqual([
      `${start('cpu')} ${reasons.cpu}; ${install}-cpu`,
      `${start('wasm')} ${reasons.wasm}; ${install}-wasm`,
      `${start('webgl')} ${reasons.webgl}; in Node use('wasm'), or use('webgpu') with a GPU`,
      `${start('webgpu')} ${reasons.webgpu}; ${install}-webgpu webgpu`,
      `${start('auto')} none that starts (webgpu: ${reasons.webgpu}; webgl: ${reasons.webgl}; ` +
        `wasm: ${reasons.wasm}; cpu: ${reasons.cpu}); ${install}-wasm`,
    ])
  })

  test('explains its command', () => {
    const { status, stdout, stderr } = node(consumer, 'node_modules/reparam/dist/cli/main.js', '--help')
    expect({ status, stderr }).toEqual(silent)
    expect(stdout).toContain('--epochs')
  })

  const publint = (packed: string): Outcome =>
    tool(consumer, 'publint/src/cli.js', packed, '--strict', '--pack', 'false')

  const attw = (tarball: string): Outcome =>
    tool(
      consumer,
      '@arethetypeswrong/cli/dist/index.js',
      tarball,
      '--profile',
      'esm-only',
      '--no-definitely-typed',
    )

  test('is clean for publint', () => {
    expect(publint(consumer.packed)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('All good!'),
    })
  })

  test('has types that resolve, by attw', () => {
    expect(attw(consumer.tarball)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('reparam/laws'),
    })
  })

  describe('planted', () => {
    test('a backend that is imported beside is found in the bundle', async () => {
      const both = `import '@tensorflow/tfjs-backend-webgl'\n${readFileSync(join(folder, 'page.js'), 'utf8')}`
      writeFileSync(join(folder, 'both.js'), both)
      const { packages } = await bundle('both', 'browser')
      expect(packages.filter((name) => !bundled.includes(name))).toEqual(['@tensorflow/tfjs-backend-webgl'])
    })

    test('a program that does not compile, run or bundle is found', async () => {
      const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
      write('planted.ts', "import { notThere } from 'reparam'")
      const options = ['--ignoreConfig', '--noEmit', '--module', 'nodenext', 'planted.ts']
      expect(tool(consumer, 'typescript/bin/tsc', ...options).stdout).toContain('notThere')
      write('planted.js', "import { flow } from 'fp-ts/function'")
      expect(node(consumer, 'planted.js').stderr).toContain('ERR_UNSUPPORTED_DIR_IMPORT')
      write('planted.js', "import 'typescript'")
      expect(node(consumer, 'planted.js').stderr).toContain('ERR_MODULE_NOT_FOUND')
      await expect(bundle('planted', 'browser')).rejects.toThrow('typescript')
    })

    test('a manifest whose types are not there is found', () => {
      const planted = join(folder, 'planted', 'package')
      cpSync(consumer.packed, planted, { recursive: true })
      const manifest = manifestIn(planted)
      const exports = {
        ...manifest.exports,
        '.': { types: './dist/absent.d.ts', default: './dist/index.js' },
      }
      writeFileSync(join(planted, 'package.json'), JSON.stringify({ ...manifest, exports }))
      spawnSync('tar', ['-czf', join(folder, 'planted.tgz'), '-C', join(folder, 'planted'), 'package'])
      expect(publint(planted).stdout).toContain('absent.d.ts')
      expect(publint(planted).status).not.toBe(0)
      expect(attw(join(folder, 'planted.tgz')).status).not.toBe(0)
    })
  })
})
