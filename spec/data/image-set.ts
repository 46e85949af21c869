import type { ImageSet } from '../../src/data/index.js'

/** Images of 2×3 whose every pixel and label tell the index that they were made at. */
export const numbered = (count: number): ImageSet => ({
  name: 'numbered',
  images: Float32Array.from({ length: count * 6 }, (_, i) => Math.floor(i / 6) + (i % 6) / 10),
  count,
  height: 2,
  width: 3,
  channels: 1,
  labels: Uint8Array.from({ length: count }, (_, i) => i % 256),
})
