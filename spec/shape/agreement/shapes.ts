/** Shapes to draw: of a few sizes that make most of what can go wrong, or of sizes that fit into no memory. */
import fc from 'fast-check'

/** Sizes from 0 to 6, many of them 1. */
export const smallDim: fc.Arbitrary<number> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 9, arbitrary: fc.integer({ min: 2, max: 6 }) },
  { weight: 1, arbitrary: fc.constant(0) },
)

/** Sizes up to 2^31. */
export const largeDim: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 3, arbitrary: fc.constantFrom(10, 28, 99, 100, 784, 999, 1000, 1024, 4096, 65535, 65536) },
  { weight: 2, arbitrary: fc.integer({ min: 7, max: 2 ** 31 }) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 31 - 1, 2 ** 31) },
)

/** A shape of so many axes. */
export const shapeOfRank = (dim: fc.Arbitrary<number>, min: number, max: number): fc.Arbitrary<number[]> =>
  fc
    .array(dim, { minLength: min, maxLength: max })
    .filter((shape) => shape.reduce((a, b) => a * Math.max(b, 1), 1) <= Number.MAX_SAFE_INTEGER)

/** The value as it is, or, one time in `once`, what is drawn for it. */
export const sometimes = <A>(value: A, other: fc.Arbitrary<A>, once = 4): fc.Arbitrary<A> =>
  fc.oneof({ weight: once - 1, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other })

/** A shape, now and then with another size in one place. */
export const nearly = (
  shape: readonly number[],
  dim: fc.Arbitrary<number>,
  once = 4,
): fc.Arbitrary<readonly number[]> =>
  shape.length === 0
    ? fc.constant(shape)
    : sometimes(
        shape,
        fc
          .tuple(fc.nat({ max: shape.length - 1 }), dim)
          .map(([at, d]) => shape.map((e, i) => (i === at ? d : e))),
        once,
      )

/** A shape that broadcasts with another: some axes of 1, some first ones missing; now and then it does not. */
export const broadcasting = (
  shape: readonly number[],
  dim: fc.Arbitrary<number>,
): fc.Arbitrary<readonly number[]> =>
  fc
    .tuple(
      fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
      fc.nat({ max: shape.length }),
    )
    .chain(([units, missing]) =>
      nearly(shape.map((d, i) => (units[i] === true ? 1 : d)).slice(missing), dim, 3),
    )

/** An axis of so many, from the front or from the end; now and then one that there is not. */
export const axisOf = (rank: number, once = 5): fc.Arbitrary<number> =>
  rank === 0
    ? fc.integer({ min: -2, max: 2 })
    : fc
        .integer({ min: -rank, max: rank - 1 })
        .chain((axis) => sometimes(axis, fc.constantFrom(rank, rank + 1, -rank - 1), once))
