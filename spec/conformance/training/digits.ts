/** The digits that ship with the package, in Node and in a page alike. */
import { either as E } from 'fp-ts'
import { type ImageSet, parseDigits, render } from 'reparam'

/** All 1,797 digits, from the bytes of their table. */
export const digitsFrom = async (bytes: ArrayBuffer): Promise<ImageSet> => {
  // a server may have taken the compression off
  const packed = new Uint8Array(bytes)[0] === 0x1f
  const unpacked = packed
    ? new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')))
    : new Response(bytes)
  const set = parseDigits('digits.csv.gz')(await unpacked.text())
  if (E.isLeft(set)) throw new Error(render(set.left))
  return set.right
}
