/** Options of fits, each looked at before the data are. */
import { either as E } from 'fp-ts'
import { type Failure, invalidOption } from '../failure/index.js'

/** A finite number of at least 0. */
export const atLeastZero = (op: string, name: string, value: number): E.Either<Failure, number> =>
  Number.isFinite(value) && value >= 0
    ? E.right(value)
    : E.left(
        invalidOption({
          option: `${op}: ${name}`,
          expected: 'a finite number of at least 0',
          got: `${value}`,
        }),
      )

/** A whole number of at least so much. */
export const wholeFrom =
  (least: number) =>
  (op: string, name: string, value: number): E.Either<Failure, number> =>
    Number.isSafeInteger(value) && value >= least
      ? E.right(value)
      : E.left(
          invalidOption({
            option: `${op}: ${name}`,
            expected: `a whole number of at least ${least}`,
            got: `${value}`,
          }),
        )
