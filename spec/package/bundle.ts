/** Programs of users in one file, as bundlers make them for a browser or for Node. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type InputOptions, rolldown } from 'rolldown'
import { root } from '../support/sources.js'

/** What a bundler made of a program. */
export interface Bundle {
  readonly code: string
  /** The packages that it took in, in order. */
  readonly packages: readonly string[]
  /** What it left to be found at run time. */
  readonly external: readonly string[]
}

/** The package in which a module lies. */
const packageOf = (id: string): string | undefined =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id.replaceAll('\\', '/'))?.[1]

/** Bundles a program, and refuses an import that the bundler cannot follow. */
export const bundleOf = async (
  input: string,
  platform: 'node' | 'browser',
  options: InputOptions & { readonly minify?: boolean } = {},
): Promise<Bundle> => {
  const { minify = false, ...rest } = options
  const build = await rolldown({
    ...rest,
    input,
    platform,
    onLog: (level, log) => {
      if (level === 'warn' && log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
    },
  })
  try {
    const { output } = await build.generate({ format: 'esm', minify, codeSplitting: false })
    const [{ code, moduleIds, imports }] = output
    const packages = [...new Set(moduleIds.flatMap((id) => packageOf(id) ?? []))].sort()
    return { code, packages, external: [...imports].sort() }
  } finally {
    await build.close()
  }
}

const entries = Object.entries({ '': 'index.ts', '/layer': 'layer/index.ts', '/tf': 'tf.ts' })

/** Options by which a program is bundled with the sources of this project, as they are now. */
export const fromSources: InputOptions = {
  resolve: {
    alias: Object.fromEntries(entries.map(([entry, path]) => [`reparam${entry}$`, join(root, 'src', path)])),
    extensionAlias: { '.js': ['.ts', '.js'] },
    modules: [join(root, 'node_modules')],
  },
}

/** The size of a text as it is served, in kB. */
export const kilobytesOf = (code: string): { readonly plain: number; readonly gzip: number } => ({
  plain: Math.round(Buffer.byteLength(code) / 1000),
  gzip: Math.round(gzipSync(code, { level: 9 }).length / 1000),
})
