/** Where a family under test gets the type of what its distributions were seen to state. */
import type { Ability, Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import type { ParameterRecord, Subject } from './subject.js'

/** A family whose distributions are over numbers, or state more than their type says, once one of them was looked at. */
export const able = <P extends ParameterRecord, B extends Shape, E extends Shape, A extends Ability = never>(
  of: object,
): Subject<P, B, E, Distribution<B, E, A>> => of as unknown as Subject<P, B, E, Distribution<B, E, A>>
