/** What is further from a table than a tolerance times the number, or than the tolerance for numbers below `unit`. */
export const apart = (
  at: readonly (number | string)[],
  got: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  unit = 1,
): readonly string[] =>
  wanted.flatMap((want, i) => {
    const found = got[i] ?? Number.NaN
    const overflows = Math.abs(want) > 3.4028e38
    const right = overflows
      ? found === Math.sign(want) * Number.POSITIVE_INFINITY
      : Math.abs(found - want) <= tolerance * Math.max(unit, Math.abs(want))
    return right ? [] : [`at ${at[i]}: ${found} for ${want}, off by ${found / want - 1}`]
  })
