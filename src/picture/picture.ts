/**
 * A picture of bytes, row by row, channels last: 1 (grey) or 3 (red, green, blue).
 * @shape data: height · width · channels numbers
 * @category picture
 * @since 0.1.0
 */
export interface Picture {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  readonly channels: number
}
