import { randomUUID } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { function as F, type task as T, taskEither as TE } from 'fp-ts'
import { type Failure, fileSystem, invalidFile } from '../failure/index.js'

/** What the system said, without the call and the path that Node appends: "ENOENT: no such file or directory". */
const reasonOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).replace(/, [a-z]+( '.*)?$/s, '')

const failing =
  (action: 'read' | 'write', path: string) =>
  (thrown: unknown): Failure =>
    fileSystem({ action, path, reason: reasonOf(thrown) })

/**
 * The bytes of a file.
 * @failure FileSystem
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { readBytes } from 'reparam/node'
 * const bytes = await readBytes('/nowhere')()
 * console.assert(E.isLeft(bytes) && bytes.left._tag === 'FileSystem')
 */
export const readBytes = (path: string): TE.TaskEither<Failure, Uint8Array> =>
  TE.tryCatch(() => readFile(path), failing('read', path))

const GZIP = [0x1f, 0x8b] as const

/**
 * The bytes of a file, decompressed if they are gzip's (by their first two bytes, whatever the file is called).
 * @failure FileSystem; InvalidFile for damaged or truncated gzip
 * @category data
 * @since 0.1.0
 */
export const readDecompressed = (path: string): TE.TaskEither<Failure, Uint8Array> =>
  F.pipe(
    readBytes(path),
    TE.chain((bytes) =>
      GZIP.every((byte, i) => bytes[i] === byte)
        ? TE.tryCatch(
            (): Promise<Uint8Array> => promisify(gunzip)(bytes),
            (thrown) => invalidFile({ path, expected: 'a whole gzip file', got: reasonOf(thrown) }),
          )
        : TE.right(bytes),
    ),
  )

const replace = async (path: string, content: Uint8Array | string): Promise<void> => {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(F.constVoid)
    throw thrown
  }
}

/** Makes a folder unless it is there. */
const makeOne = async (path: string): Promise<void> => {
  try {
    await mkdir(path)
  } catch (thrown) {
    const there = await stat(path).catch(F.constUndefined)
    if (there?.isDirectory() !== true) throw thrown
  }
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

/** Makes a folder, those above it first if need be; mkdir's own `recursive` never ends below /proc. */
const makeWithParents = async (path: string): Promise<void> => {
  try {
    await makeOne(path)
  } catch (thrown) {
    if (!isMissing(thrown) || dirname(path) === path) throw thrown
    await makeWithParents(dirname(path))
    await makeOne(path)
  }
}

/**
 * Makes a folder and those above it, if they are not there.
 * @failure FileSystem
 * @category data
 * @since 0.1.0
 */
export const makeFolder = (path: string): TE.TaskEither<Failure, void> =>
  TE.tryCatch(() => makeWithParents(path), failing('write', path))

/**
 * Writes a file whole or not at all: beside its place, flushed to the disk, then renamed. Makes the folder that it
 * is in. Whoever reads meanwhile sees the old content or the new.
 * @failure FileSystem, and nothing is left behind
 * @category data
 * @since 0.1.0
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { either as E } from 'fp-ts'
 * import { readBytes, writeAtomic } from 'reparam/node'
 * const folder = await mkdtemp(join(tmpdir(), 'reparam-'))
 * await writeAtomic(join(folder, 'runs', 'config.json'))('{}')()
 * const bytes = await readBytes(join(folder, 'runs', 'config.json'))()
 * await rm(folder, { recursive: true })
 * console.assert(E.isRight(bytes) && new TextDecoder().decode(bytes.right) === '{}')
 */
export const writeAtomic =
  (path: string) =>
  (content: Uint8Array | string): TE.TaskEither<Failure, void> =>
    F.pipe(
      makeFolder(dirname(path)),
      TE.chain(() => TE.tryCatch(() => replace(path, content), failing('write', path))),
    )

/**
 * Whether there is something at a path.
 * @category data
 * @since 0.1.0
 * @example
 * import { exists } from 'reparam/node'
 * console.assert(!(await exists('/nowhere/at/all')()))
 */
export const exists =
  (path: string): T.Task<boolean> =>
  () =>
    access(path).then(F.constTrue, F.constFalse)
