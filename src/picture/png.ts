import { encode } from 'fast-png'
import type { Picture } from './picture.js'

/**
 * The bytes of a PNG file with this picture, 8 bits a channel.
 * @law a PNG decodes to the same pixels
 * @category picture
 * @since 0.1.0
 */
export const encodePng = ({ data, width, height, channels }: Picture): Uint8Array =>
  encode({ data, width, height, channels, depth: 8 })
