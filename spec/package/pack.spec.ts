import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examplesOfMarkdown } from '../docs/example.js'
import { root } from '../support/sources.js'
import { type Consumer, emptyFolder, install, manifestIn, node, type Outcome, tool } from './consumer.js'

const silent = { status: 0, stderr: '' }

/** The first example of the README that compiles and runs: what a newcomer copies. */
const example =
  examplesOfMarkdown('README.md', readFileSync(join(root, 'README.md'), 'utf8')).find((e) => e.kind === 'run')
    ?.code ?? "throw new Error('README.md has no example')"

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

  /** Bundles a program of the user's, and refuses an import that the bundler cannot follow. */
  const bundle = async (name: string, platform: 'node' | 'browser'): Promise<void> => {
    const build = await rolldown({
      input: join(folder, `${name}.js`),
      platform,
      // in Node the wasm backend reads its .wasm file from beside itself, so it stays where it is
      ...(platform === 'node' ? { external: [/^@tensorflow\//] } : {}),
      onLog: (level, log) => {
        if (level === 'warn' && log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
      },
    })
    await build.write({ dir: join(folder, 'bundle', platform), format: 'esm' })
    await build.close()
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

  test("bundles the README's example for a browser", async () => {
    await bundle('example', 'browser')
    const bundled = readFileSync(join(folder, 'bundle/browser/example.js'), 'utf8')
    // an import, not an example in a comment
    expect(bundled).not.toMatch(/^\s*import\b[^;]*from\s*["']node:/m)
  })

  test.each(['reparam', 'reparam/laws', 'reparam/node'])('loads %s in plain Node', (name) => {
    expect(node(consumer, '--input-type=module', '--eval', `await import('${name}')`)).toMatchObject(silent)
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
