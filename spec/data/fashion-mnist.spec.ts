import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import {
  cacheFolder,
  type FashionMnistSource,
  fashionMnist,
  fashionMnistFrom,
  fashionMnistSource,
  MNIST_FILES,
} from '../../src/data/index.node.js'
import { type Failure, render } from '../../src/failure/index.js'
import { withFolder } from '../support/temporary.js'
import { mnistFiles, writeMnist } from './mnist-files.js'

const files = mnistFiles(28, 28)
const published = new Map<string, Uint8Array>([
  [`${MNIST_FILES.trainImages}.gz`, gzipSync(files.trainImages)],
  [`${MNIST_FILES.trainLabels}.gz`, gzipSync(files.trainLabels)],
  [`${MNIST_FILES.testImages}.gz`, gzipSync(files.testImages)],
  [`${MNIST_FILES.testLabels}.gz`, gzipSync(files.testLabels)],
])
const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

interface World {
  readonly source: FashionMnistSource
  readonly downloads: string[]
}

/** A server of these files, an empty cache, and a source that knows the published checksums and only these two. */
const withServer = <A>(
  served: ReadonlyMap<string, Uint8Array>,
  body: (world: World) => Promise<A>,
): Promise<A> =>
  withFolder(async (cache) => {
    const server = createServer((request, response) => {
      const bytes = served.get((request.url ?? '').slice(1))
      response.writeHead(bytes ? 200 : 404).end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const downloads: string[] = []
    const source: FashionMnistSource = {
      folders: [],
      cache,
      address: `http://127.0.0.1:${port}/`,
      files: [...published].map(([name, bytes]) => ({ name, md5: md5(bytes) })),
      onDownload: (url) => downloads.push(url),
    }
    try {
      return await body({ source, downloads })
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

const line = E.mapLeft((failure: Failure) => render(failure))

describe('Fashion-MNIST', () => {
  it('is downloaded once into the cache, and then read from there', () =>
    withServer(published, async ({ source, downloads }) => {
      const first = await fashionMnist(source)()
      expect(first).toMatchObject({
        right: { train: { name: 'fashion-mnist', count: 4 }, test: { count: 3 } },
      })
      expect(downloads).toEqual([...published.keys()].map((name) => source.address + name))
      expect((await readdir(source.cache)).sort()).toEqual([...published.keys()].sort())
      expect(await fashionMnist(source)()).toEqual(first)
      expect(downloads.length).toBe(4)
    }))

  it('is completed where a download was interrupted', () =>
    withServer(published, async ({ source, downloads }) => {
      const [name = '', bytes = new Uint8Array()] = [...published][1] ?? []
      await writeFile(join(source.cache, name), bytes)
      expect(await fashionMnist(source)()).toMatchObject({ right: { train: { count: 4 } } })
      expect(downloads.length).toBe(3)
    }))

  it('is read from another folder that has it, without a download', () =>
    withServer(published, ({ source, downloads }) =>
      withFolder(async (folder) => {
        await writeMnist(folder, files, false)
        expect(await fashionMnist({ ...source, folders: ['/nowhere', folder] })()).toMatchObject({
          right: { train: { count: 4 } },
        })
        expect(downloads).toEqual([])
      }),
    ))

  it('is refused, and not kept, with another checksum', () => {
    const other = gzipSync(files.trainLabels)
    return withServer(new Map([...published, ['train-images-idx3-ubyte.gz', other]]), async ({ source }) => {
      const bytes = published.get('train-images-idx3-ubyte.gz') ?? new Uint8Array()
      expect(line(await fashionMnist(source)())).toEqual(
        E.left(
          `${source.address}train-images-idx3-ubyte.gz: expected MD5 ${md5(bytes)}; found ${md5(other)} (${other.length} bytes)`,
        ),
      )
      expect(await readdir(source.cache)).toEqual([])
    })
  })

  it('says which address does not have it', () =>
    withServer(new Map(), async ({ source }) => {
      expect(line(await fashionMnist(source)())).toEqual(
        E.left(
          `${source.address}train-images-idx3-ubyte.gz: expected status 200; found status 404 Not Found`,
        ),
      )
    }))

  it('says which address does not answer', () =>
    withServer(published, async ({ source }) => {
      const nobody = { ...source, address: 'http://127.0.0.1:1/' }
      expect(line(await fashionMnist(nobody)())).toMatchObject({
        left: expect.stringMatching(
          /^http:\/\/127\.0\.0\.1:1\/train-images-idx3-ubyte\.gz: expected an answer; found fetch failed: .+$/,
        ),
      })
      expect(await readdir(source.cache)).toEqual([])
    }))

  it('is read from a folder that is asked for, and from nowhere else', () =>
    withFolder(async (folder) => {
      expect(line(await fashionMnistFrom(folder)())).toEqual(
        E.left(
          `${folder}/train-images-idx3-ubyte: expected to read it; found no such file, nor one with .gz`,
        ),
      )
      await writeMnist(folder, mnistFiles(8, 8), true)
      expect(line(await fashionMnistFrom(folder)())).toEqual(
        E.left(`${folder}: expected the 28×28 images of Fashion-MNIST; found 8×8`),
      )
      await writeMnist(folder, files, true)
      expect(await fashionMnistFrom(folder)()).toMatchObject({
        right: { test: { count: 3, labels: Uint8Array.of(0, 1, 2) } },
      })
    }))
})

describe('the cache folder', () => {
  it('is below XDG_CACHE_HOME where that is set, else below ~/.cache', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/reparam')
    expect(cacheFolder({ XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/reparam$/)
    expect(fashionMnistSource({ XDG_CACHE_HOME: '/x' }).cache).toBe('/x/reparam/fashion-mnist')
  })
})
