/**
 * Where stock TensorFlow.js 4.22 gives other numbers than it should, or none: each a case that this package computes
 * rightly on every backend.
 */
import type { Bug } from './bug.js'
import { secondDerivatives, slopes } from './bugs-derivatives.js'
import { habits } from './bugs-habits.js'
import { values } from './bugs-values.js'

export const bugs: readonly Bug[] = [...values, ...slopes, ...secondDerivatives, ...habits]
