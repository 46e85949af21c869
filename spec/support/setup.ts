/**
 * Runs before every spec file: properties draw the same cases each time, so that a failure can be repeated; and
 * no test leaves data on a backend.
 */
import fc from 'fast-check'
import { checkLiveTensors } from './live-tensors.js'

// a page has no process
const { REPARAM_SPEC_SEED = 20_260_101 } = typeof process === 'undefined' ? {} : process.env

const seed = Number(REPARAM_SPEC_SEED)

fc.configureGlobal({ seed, numRuns: 100, endOnFailure: false })

checkLiveTensors()
