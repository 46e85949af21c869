/** What is said of data whose likelihood has no maximum. */
import { type Failure, invalidData } from '../failure/index.js'
import type { Degenerate } from './em.js'

/** The failure for a likelihood that has no maximum, and when that was seen. */
export const degenerate = (op: string, reason: Degenerate, when: string): Failure => {
  if ('empty' in reason)
    return invalidData({
      op,
      expected: 'rows for each component',
      got: `component ${reason.empty} without any ${when}`,
    })
  const { component, column } = reason
  const whose = component === undefined ? '' : ` of component ${component}`
  return invalidData({
    op,
    expected: 'variance in every direction, or a varianceFloor above 0',
    got: `none${whose} in column ${column}, given the columns before it, ${when}`,
  })
}
