/**
 * `npm run bench:types`: what the types cost a user. Variational autoencoders of 5, 20 and 80 layers are checked against
 * the declarations of the build by both compilers, each time in a process of its own. What a program costs is above the
 * empty program, which has the same imports. Times are the least of all runs and only printed; `spec/cost` asserts
 * counts, which are exact.
 *   --runs N    5 when absent
 */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { convolutionalVae, denseVae, empty } from '../cost/programs.mjs'
import { table } from './types-table.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}spec/.bench/types/`
const SIZES = [5, 20, 80]
const COMPILERS = ['typescript', 'ts7']

const stop = (message, code) => {
  process.stderr.write(`bench: ${message}\n`)
  process.exit(code)
}

const runsOf = () => {
  try {
    const { runs } = parseArgs({ options: { runs: { type: 'string', default: '5' } } }).values
    if (/^[1-9]\d{0,2}$/.test(runs)) return Number(runs)
    throw new Error(`--runs is a whole number of at least 1, found '${runs}'`)
  } catch (thrown) {
    return stop(thrown.message, 2)
  }
}

const programs = [
  { name: 'empty', layers: 0, text: empty },
  ...SIZES.map((layers) => ({ name: 'dense VAE', layers, text: denseVae(layers) })),
  ...SIZES.map((layers) => ({ name: 'convolutional VAE', layers, text: convolutionalVae(layers) })),
]

/** The settings of this project, but for its sources: a user has declarations. */
const settings = {
  extends: '../../../../tsconfig.json',
  compilerOptions: {
    types: [],
    paths: {
      reparam: [`${root}dist/index.d.ts`],
      'reparam/layer': [`${root}dist/layer/index.d.ts`],
    },
  },
  include: ['program.ts'],
  exclude: [],
}

const write = () => {
  rmSync(folder, { recursive: true, force: true })
  programs.forEach(({ text }, i) => {
    mkdirSync(`${folder}${i}`, { recursive: true })
    writeFileSync(`${folder}${i}/program.ts`, text)
    writeFileSync(`${folder}${i}/tsconfig.json`, JSON.stringify(settings))
  })
}

const number = (said, name) => {
  const found = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(said)?.[1]
  return found === undefined ? stop(`the compiler does not print "${name}"`, 1) : Number(found)
}

const check = async (compiler, i) => {
  const tsc = `${root}node_modules/${compiler}/bin/tsc`
  const { stdout } = await promisify(execFile)(process.execPath, [
    tsc,
    '-p',
    `${folder}${i}`,
    '--extendedDiagnostics',
  ]).catch(({ stdout }) => stop(`${programs[i].name} does not compile under ${compiler}:\n${stdout}`, 1))
  return {
    seconds: number(stdout, 'Check time'),
    instantiations: number(stdout, 'Instantiations'),
    types: number(stdout, 'Types'),
    megabytes: number(stdout, 'Memory used') / 1024,
  }
}

const runs = runsOf()
write()
const found = COMPILERS.map(() => programs.map(() => []))
for (let run = 0; run < runs; run += 1) {
  for (const [c, compiler] of COMPILERS.entries())
    for (const i of programs.keys()) found[c][i].push(await check(compiler, i))
  process.stdout.write(`run ${run + 1} of ${runs}\n`)
}

const version = (compiler) =>
  JSON.parse(readFileSync(`${root}node_modules/${compiler}/package.json`, 'utf8')).version
for (const [c, compiler] of COMPILERS.entries())
  process.stdout.write(`\nTypeScript ${version(compiler)}\n${table(programs, found[c])}\n`)
process.stdout.write(
  `\nagainst dist/*.d.ts; times above the empty program's, least of ${runs} runs; Node ${process.version}, \
${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}\n`,
)
