/** The program as its users run it: the sources built, and a process of its own for each run. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { root, sourcesOf } from '../support/sources.js'

const cache = join(root, 'node_modules', '.cache', 'reparam-program')

const options = [
  '--noCheck',
  '--incremental',
  'false',
  '--tsBuildInfoFile',
  'null',
  '--declaration',
  'false',
  '--declarationMap',
  'false',
  '--sourceMap',
  'false',
]

const build = (into: string): void => {
  const args = ['-p', join(root, 'tsconfig.build.json'), ...options, '--outDir', join(into, 'dist')]
  const built = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], {
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`tsc: ${built.stdout}${built.stderr}`)
  cpSync(join(root, 'package.json'), join(into, 'package.json'))
  symlinkSync(join(root, 'data'), join(into, 'data'))
}

const A_DAY = 24 * 60 * 60 * 1000

/** Removes what was built of sources that have changed since. */
const prune = (): void => {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    if (Date.now() - statSync(path).mtimeMs > A_DAY) rmSync(path, { recursive: true, force: true })
  }
}

/** A folder with what these very sources build to, made by the first spec that asks. */
export const builtFolder = (): string => {
  const digest = createHash('sha256')
  for (const { path, tree } of sourcesOf('src')) digest.update(`${path}\n${tree.text}\n`)
  const folder = join(cache, digest.digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  prune()
  const made = mkdtempSync(join(cache, 'making-'))
  build(made)
  try {
    renameSync(made, folder)
  } catch {
    // another process was faster
    rmSync(made, { recursive: true, force: true })
  }
  return folder
}

/** How a process ended and what it said. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where and how a run takes place. */
export interface Place {
  readonly cwd: string
  readonly program?: string
  /** Modules that Node loads before the program. */
  readonly preload?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Called at the first line, with what can end the process or stop listening to it. */
  readonly atFirstLine?: (process: { readonly kill: () => void; readonly deafen: () => void }) => void
}

/** Runs the program and waits for its end. */
export const run = (place: Place, ...args: readonly string[]): Promise<Outcome> => {
  const { cwd, program = builtFolder(), preload = [], env = {}, atFirstLine } = place
  const imports = preload.flatMap((module) => ['--import', module])
  const child = spawn(process.execPath, [...imports, join(program, 'dist/cli/main.js'), ...args], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.once('data', () =>
    atFirstLine?.({ kill: () => child.kill('SIGKILL'), deafen: () => child.stdout.destroy() }),
  )
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text
    })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, ...said }))
  })
}

/** A run of few and small steps. */
export const small = ['--epochs', '2', '--hidden', '16', '--batch', '256'] as const

/** Everything in a folder, files and folders, by path. */
export const contents = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

/** The lines of a text that ends with a line. */
export const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, -1)
