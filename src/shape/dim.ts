/** Dims and shapes; how two of them are compared; how a failed rule speaks. */

/**
 * One size of a shape: a literal, a name, or `number` for a size that is known only at run time.
 * @category shape
 * @since 0.1.0
 */
export type Dim = number | string

/**
 * The sizes of all axes. A plain tuple, so that an editor shows `[28, 28, 1]`.
 * @category shape
 * @since 0.1.0
 */
export type Shape = Dim[]

/**
 * Nothing to say when two dims or shapes agree, the message otherwise. The double tuple is decided at once also for
 * type parameters, which equal themselves; an unknown size is left to the run-time check.
 * @category shape
 */
export type Same<A, B, Message extends string> = [[A, B]] extends [[B, A]]
  ? unknown
  : number extends A
    ? unknown
    : number extends B
      ? unknown
      : SameDims<A, B> extends true
        ? unknown
        : Message

/** Whether two shapes agree but for sizes that are unknown on one side. */
type SameDims<A, B> = A extends [infer a, ...infer RA]
  ? B extends [infer b, ...infer RB]
    ? [[a, b]] extends [[b, a]]
      ? SameDims<RA, RB>
      : number extends a
        ? SameDims<RA, RB>
        : number extends b
          ? SameDims<RA, RB>
          : false
    : false
  : A extends []
    ? B extends []
      ? true
      : false
    : number extends LengthOf<A> | LengthOf<B>
      ? true
      : false

type LengthOf<A> = A extends { readonly length: infer N } ? N : never

/*
 * A rule gives `[shape]`, or words, or plain `string` when an operand had failed before. The box lets it give a shape
 * that is a type parameter: whether that is a string could not be decided.
 */

/**
 * The message of a failed rule with its operation in front; nothing when the rule gave a shape, and
 * nothing when an operand had failed before, since that was reported there.
 * @category shape
 */
export type Guard<Op extends string, R> = R extends string
  ? string extends R
    ? unknown
    : `${Op}: ${R}`
  : unknown

/**
 * The shape that a rule gave. After a failed one anything goes: the guard has spoken already, and no second message
 * should appear further down. A test for string rather than for Shape, since only that is decided for `[B, 10]`
 * with a type parameter B.
 * @category shape
 */
// biome-ignore lint/suspicious/noExplicitAny: the one place where silence after an error is wanted
export type Ok<R> = R extends string ? any : R

/**
 * The result of a rule where a type parameter asks for a shape.
 * @category shape
 */
export type AsShape<R> = R extends infer Found extends Shape ? Found : never

/**
 * A rule of shapes that failed at run time, in the words that the compiler uses: sizes were not known to it.
 * @category shape
 * @since 0.1.0
 */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
}
