/** A project of a user's own: an empty folder far from this one, with the packed package installed in it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../support/sources.js'

/** What a command said, and how it ended. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The folder of the user's project, and the tarball that was installed in it. */
export interface Consumer {
  readonly folder: string
  readonly tarball: string
  readonly packed: string
}

/** What of this project goes into the folder from which it is packed. */
const parts = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'LICENSE', 'CHANGELOG.md']
const optional = ['CITATION.cff', 'scripts', 'src', 'data']

/** Packs a copy of the project by `npm pack`, which builds it: the working folder's own `dist` stays as it is. */
const pack = (into: string): string => {
  const stage = join(into, 'stage')
  mkdirSync(stage, { recursive: true })
  for (const part of [...parts, ...optional])
    if (existsSync(join(root, part))) cpSync(join(root, part), join(stage, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(stage, 'node_modules'))
  const packing = spawnSync('npm', ['pack', '--pack-destination', into], { cwd: stage, encoding: 'utf8' })
  if (packing.status !== 0) throw new Error(`npm pack failed: ${packing.stdout}${packing.stderr}`)
  const { name, version } = manifestIn(stage)
  return join(into, `${name}-${version}.tgz`)
}

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

/** The manifest of a package's folder. */
export const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/**
 * Packs the project and installs it: the tarball unpacked, and beside it links to the packages that it declares
 * and to nothing else, so that an import of an undeclared package fails. No network.
 */
export const install = (folder: string): Consumer => {
  const tarball = pack(folder)
  const packed = join(folder, 'node_modules', 'reparam')
  mkdirSync(packed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', packed, '--strip-components=1'])
  const { dependencies, peerDependencies } = manifestIn(packed)
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['example.ts'] }))
  return { folder, tarball, packed }
}

/** Another project, far from the first, in which nothing is installed but the package and what it always needs. */
export const withoutBackends = (consumer: Consumer, folder: string): Consumer => {
  const packed = join(folder, 'node_modules', 'reparam')
  for (const part of ['package.json', 'dist'])
    cpSync(join(consumer.packed, part), join(packed, part), { recursive: true })
  mkdirSync(join(folder, 'node_modules', '@tensorflow'))
  for (const name of ['fp-ts', '@tensorflow/tfjs-core'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  return { ...consumer, folder, packed }
}

const compilerOptions = { target: 'es2022', module: 'nodenext', strict: true, skipLibCheck: false }

/** Runs Node in the user's project. */
export const node = ({ folder }: Consumer, ...args: readonly string[]): Outcome =>
  spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })

/** Runs a program of one of this project's own packages in the user's project. */
export const tool = (consumer: Consumer, program: string, ...args: readonly string[]): Outcome =>
  node(consumer, join(root, 'node_modules', program), ...args)

/** An empty folder, far from this project. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'reparam-consumer-'))
