import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeIdx, type Idx } from '../../src/data/index.js'
import { MNIST_FILES } from '../../src/data/index.node.js'

const images = (count: number, height: number, width: number): Idx => ({
  dims: [count, height, width],
  data: Uint8Array.from({ length: count * height * width }, (_, i) => i % 256),
})
const labels = (count: number): Idx => ({
  dims: [count],
  data: Uint8Array.from({ length: count }, (_, i) => i % 10),
})

/** The bytes of a small data set in MNIST's form, by file name: 4 training and 3 test images of this size. */
export const mnistFiles = (height: number, width: number): Record<keyof typeof MNIST_FILES, Uint8Array> => ({
  trainImages: encodeIdx(images(4, height, width)),
  trainLabels: encodeIdx(labels(4)),
  testImages: encodeIdx(images(3, height, width)),
  testLabels: encodeIdx(labels(3)),
})

const names = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const

/** Writes the four files into a folder, compressed or plain. */
export const writeMnist = async (
  folder: string,
  files: Record<keyof typeof MNIST_FILES, Uint8Array>,
  compress: boolean,
): Promise<void> => {
  for (const name of names)
    await writeFile(
      join(folder, `${MNIST_FILES[name]}${compress ? '.gz' : ''}`),
      compress ? gzipSync(files[name]) : files[name],
    )
}
