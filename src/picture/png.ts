import { encode } from 'fast-png'
import type { Picture } from './picture.js'

/**
 * The bytes of a PNG file with this picture, 8 bits a channel.
 * @law a PNG decodes to the same pixels
 * @category picture
 * @since 0.1.0
 * @example
 * import { encodePng } from 'reparam/node'
 * const bytes = encodePng({ data: Uint8ClampedArray.of(0, 255), width: 2, height: 1, channels: 1 })
 * console.assert(new TextDecoder().decode(bytes.subarray(1, 4)) === 'PNG')
 */
export const encodePng = ({ data, width, height, channels }: Picture): Uint8Array =>
  encode({ data, width, height, channels, depth: 8 })
