/** A number that a program states and that has to be above 0, such as a length, a width or a number of steps. */

/** The number, or the words for one that is not above 0 and finite; `what` is its name with an article. */
export const positive = (op: string, what: string, value: number): number => {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value
  throw new RangeError(`${op}: expected ${what} above 0, found ${value}`)
}
