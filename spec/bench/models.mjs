/** The models whose step is timed, and who computes each: ours first, what must give the same losses, and the floor. */
import * as convolutional from './convolutional/problem.mjs'
import * as dense from './problem.mjs'

export const models = {
  dense: {
    ...dense,
    title: '784-400-20-400-784',
    stocks: ['stock', 'stock, transposing'],
    floor: 'bare products',
  },
  convolutional: {
    ...convolutional,
    title: '28 × 28 × 1, convolutions of 32 and 64 filters, 16 latent units',
    PIXELS: convolutional.SIDE ** 2,
    stocks: ['stock, patched'],
    floor: 'bare convolutions',
  },
}

/** What starts each contestant. */
export const starts = {
  dense: {
    ours: async () => (await import('./ours.mjs')).start,
    stock: async () => (await import('./stock.mjs')).plain,
    'stock, transposing': async () => (await import('./stock.mjs')).transposing,
    'bare products': async () => floorOf(dense),
  },
  convolutional: {
    ours: async () => (await import('./convolutional/ours.mjs')).start,
    'stock, patched': async () => (await import('./convolutional/stock.mjs')).start,
    'bare convolutions': async () => floorOf(convolutional),
  },
}

const floorOf = async (problem) => {
  const { start } = await import('./floor.mjs')
  return () => start(problem)
}
