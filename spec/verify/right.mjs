/** The value of an Either; a failure ends the run, in its own words. */
import { either as E } from 'fp-ts'
import { render } from 'reparam'

export const right = (either) => {
  if (E.isLeft(either)) throw new Error(render(either.left.failure ?? either.left))
  return either.right
}
