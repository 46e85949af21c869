import { homedir } from 'node:os'
import { join } from 'node:path'
import { either as E, function as F, readonlyArray as RA, task as T, taskEither as TE } from 'fp-ts'
import { type Failure, invalidFile } from '../failure/index.js'
import type { Split } from './dataset.js'
import { downloadChecked } from './download.node.js'
import { exists, writeAtomic } from './file.node.js'
import { MNIST_FILES, readIdxFolder } from './folder.node.js'

/**
 * A published file: its name and the MD5 of its content.
 * @category data
 * @since 0.1.0
 */
export interface PublishedFile {
  readonly name: string
  readonly md5: string
}

/**
 * Where Fashion-MNIST may be found: the folders to look into, in this order, then the address to download the
 * files from, into the cache.
 * @category data
 * @since 0.1.0
 */
export interface FashionMnistSource {
  readonly folders: readonly string[]
  readonly cache: string
  readonly address: string
  readonly files: readonly PublishedFile[]
  /** Called before each download, so that a program can say what it is waiting for. */
  readonly onDownload: (url: string) => void
}

/**
 * The cache folder of the package: below XDG_CACHE_HOME, or below ~/.cache.
 * @category data
 * @since 0.1.0
 * @example
 * import { cacheFolder } from 'reparam/node'
 * console.assert(cacheFolder({ XDG_CACHE_HOME: '/var/cache' }) === '/var/cache/reparam')
 */
export const cacheFolder = (environment: Readonly<Record<string, string | undefined>>): string =>
  join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'reparam')

/**
 * Where Fashion-MNIST is looked for by default: the cache folder, the folder of Debian's package
 * dataset-fashion-mnist, and the address and checksums that its authors published.
 * @source https://github.com/zalandoresearch/fashion-mnist, README, "Get the Data"
 * @category data
 * @since 0.1.0
 * @example
 * import { fashionMnistSource } from 'reparam/node'
 * const { cache, files } = fashionMnistSource({ XDG_CACHE_HOME: '/var/cache' })
 * console.assert(cache === '/var/cache/reparam/fashion-mnist' && files.length === 4)
 */
export const fashionMnistSource = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): FashionMnistSource => ({
  folders: ['/usr/share/datasets/fashion-mnist'],
  cache: join(cacheFolder(environment), 'fashion-mnist'),
  address: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  files: [
    { name: `${MNIST_FILES.trainImages}.gz`, md5: '8d4fb7e6c68d591d4c3dfef9ec88bf0d' },
    { name: `${MNIST_FILES.trainLabels}.gz`, md5: '25c81989df183df01b3e8a0aad5dffbe' },
    { name: `${MNIST_FILES.testImages}.gz`, md5: 'bef4ecab320f06d8554ea6380940ec79' },
    { name: `${MNIST_FILES.testLabels}.gz`, md5: 'bb300cfdad3c16e7a12a480ee83cd310' },
  ],
  onDownload: F.constVoid,
})

const fetchMissing =
  ({ address, cache, onDownload }: FashionMnistSource) =>
  ({ name, md5 }: PublishedFile): TE.TaskEither<Failure, void> => {
    const url = new URL(name, address).href
    const path = join(cache, name)
    const fetched = F.pipe(
      TE.fromIO(() => onDownload(url)),
      TE.chain(() => downloadChecked({ url, md5 })),
      TE.chain(writeAtomic(path)),
    )
    return F.pipe(
      TE.fromTask(exists(path)),
      TE.chain((there) => (there ? TE.right(undefined) : fetched)),
    )
  }

/** Whether a folder has all four files, each plain or compressed. */
const complete = (folder: string): T.Task<boolean> =>
  F.pipe(
    Object.values(MNIST_FILES),
    T.traverseArray((name) =>
      F.pipe(
        [join(folder, name), join(folder, `${name}.gz`)],
        T.traverseArray(exists),
        T.map(RA.some(F.identity)),
      ),
    ),
    T.map(RA.every(F.identity)),
  )

const ofItsSize =
  (folder: string) =>
  (split: Split): E.Either<Failure, Split> => {
    const { height, width } = split.train
    const expected = 'the 28×28 images of Fashion-MNIST'
    return height === 28 && width === 28
      ? E.right(split)
      : E.left(invalidFile({ path: folder, expected, got: `${height}×${width}` }))
  }

const readFolder = (folder: string): TE.TaskEither<Failure, Split> =>
  F.pipe(folder, readIdxFolder('fashion-mnist'), TE.chainEitherK(ofItsSize(folder)))

const found =
  (source: FashionMnistSource): T.Task<string | undefined> =>
  async () => {
    for (const folder of [source.cache, ...source.folders]) if (await complete(folder)()) return folder
    return undefined
  }

/**
 * Fashion-MNIST, 60,000 training and 10,000 test images of 28×28: from the first folder that has its four files, or
 * else downloaded into the cache (31 MB, once).
 * @shape images: [60000, 28, 28, 1] and [10000, 28, 28, 1]
 * @failure FileSystem, InvalidFile; Download for no answer, another status than 200, or another checksum than the
 * published one, and then the file is not kept
 * @source Xiao, Rasul, Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms (2017)
 * @category data
 * @since 0.1.0
 */
export const fashionMnist = (source: FashionMnistSource): TE.TaskEither<Failure, Split> =>
  F.pipe(
    TE.fromTask(found(source)),
    TE.chain((folder) =>
      folder !== undefined
        ? TE.right(folder)
        : F.pipe(
            source.files,
            TE.traverseSeqArray(fetchMissing(source)),
            TE.map(() => source.cache),
          ),
    ),
    TE.chain(readFolder),
  )

/**
 * Fashion-MNIST from this folder and nowhere else.
 * @failure FileSystem for a missing file; InvalidFile
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { fashionMnistFrom } from 'reparam/node'
 * const split = await fashionMnistFrom('/nowhere')()
 * console.assert(E.isLeft(split) && split.left._tag === 'FileSystem')
 */
export const fashionMnistFrom = readFolder
