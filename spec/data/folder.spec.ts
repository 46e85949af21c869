import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { encodeIdx } from '../../src/data/index.js'
import { readIdxFolder } from '../../src/data/index.node.js'
import { render } from '../../src/failure/index.js'
import { withFolder } from '../support/temporary.js'
import { mnistFiles, writeMnist } from './mnist-files.js'

const read = (folder: string) => readIdxFolder('small')(folder)()

/** What reading says after one file of a good folder was replaced (or removed), without the folder's path. */
const complaint = (name: string, content: Uint8Array | undefined): Promise<unknown> =>
  withFolder(async (folder) => {
    await writeMnist(folder, mnistFiles(5, 6), false)
    const path = join(folder, name)
    await (content === undefined ? rm(path) : writeFile(path, content))
    return E.mapLeft((failure: Parameters<typeof render>[0]) => render(failure).replaceAll(`${folder}/`, ''))(
      await read(folder),
    )
  })

describe('a folder of IDX files', () => {
  it.each([false, true])('is read (compressed: %s)', (compress) =>
    withFolder(async (folder) => {
      await writeMnist(folder, mnistFiles(5, 6), compress)
      const both = await read(folder)
      expect(both).toMatchObject({
        right: {
          train: {
            name: 'small',
            count: 4,
            height: 5,
            width: 6,
            channels: 1,
            labels: Uint8Array.of(0, 1, 2, 3),
          },
          test: { name: 'small', count: 3, height: 5, width: 6, channels: 1, labels: Uint8Array.of(0, 1, 2) },
        },
      })
      if (E.isRight(both)) {
        const expected = Array.from({ length: 120 }, (_, i) => Math.fround((i % 256) / 255))
        expect([...both.right.train.images]).toEqual(expected)
      }
    }),
  )

  it.each([
    [
      'a missing file',
      't10k-labels-idx1-ubyte',
      undefined,
      't10k-labels-idx1-ubyte: expected to read it; found no such file, nor one with .gz',
    ],
    [
      'a truncated file',
      'train-images-idx3-ubyte',
      mnistFiles(5, 6).trainImages.subarray(0, 100),
      'train-images-idx3-ubyte: expected 136 bytes for uint8 [4, 5, 6]; found 100 bytes',
    ],
    [
      'bytes left over',
      'train-labels-idx1-ubyte',
      Uint8Array.of(...mnistFiles(5, 6).trainLabels, 1),
      'train-labels-idx1-ubyte: expected 12 bytes for uint8 [4]; found 13 bytes',
    ],
    [
      'something else',
      'train-images-idx3-ubyte',
      new TextEncoder().encode('<!DOCTYPE html>'),
      'train-images-idx3-ubyte: expected an IDX file, which begins with the bytes 00 00 and one of 08 09 0b 0c 0d 0e; found 3c 21 44 4f',
    ],
    [
      'truncated gzip',
      'train-images-idx3-ubyte',
      gzipSync(mnistFiles(5, 6).trainImages).subarray(0, 40),
      'train-images-idx3-ubyte: expected a whole gzip file; found unexpected end of file',
    ],
    [
      'labels in the place of images',
      'train-images-idx3-ubyte',
      mnistFiles(5, 6).trainLabels,
      'train-images-idx3-ubyte: expected images as Uint8Array [count, height, width], none of them 0; found Uint8Array [4]',
    ],
    [
      'no images',
      't10k-images-idx3-ubyte',
      encodeIdx({ dims: [0, 5, 6], data: new Uint8Array(0) }),
      't10k-images-idx3-ubyte: expected images as Uint8Array [count, height, width], none of them 0; found Uint8Array [0, 5, 6]',
    ],
    [
      'images that are not bytes',
      't10k-images-idx3-ubyte',
      encodeIdx({ dims: [1, 1, 1], data: Float32Array.of(1) }),
      't10k-images-idx3-ubyte: expected images as Uint8Array [count, height, width], none of them 0; found Float32Array [1, 1, 1]',
    ],
    [
      'another number of labels',
      't10k-labels-idx1-ubyte',
      mnistFiles(5, 6).trainLabels,
      't10k-labels-idx1-ubyte: expected one label for each image of t10k-images-idx3-ubyte, Uint8Array [3]; found Uint8Array [4]',
    ],
    [
      'test images of another size',
      't10k-images-idx3-ubyte',
      mnistFiles(6, 5).testImages,
      't10k-images-idx3-ubyte: expected test images of 5×6, as the training images are; found 6×5',
    ],
  ])('with %s is refused in one clear line', async (_, name, content, line) => {
    expect(await complaint(name, content)).toEqual(E.left(line))
  })

  it('that does not exist is refused', async () => {
    expect(E.mapLeft(render)(await read('/nowhere'))).toEqual(
      E.left('/nowhere/train-images-idx3-ubyte: expected to read it; found no such file, nor one with .gz'),
    )
  })
})
