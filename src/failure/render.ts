import type { DeviceLost, Failure, KernelFailed, ShapeMismatch } from './failure.js'

const shape = (dims: readonly (number | string)[]): string => `[${dims.join(', ')}]`

const bindings = ({ bound }: ShapeMismatch): string => {
  const pairs = Object.entries(bound).map(([letter, size]) => `${letter} = ${size}`)
  return pairs.length === 0 ? '' : `, where ${pairs.join(', ')}`
}

const noticed = ({ step }: DeviceLost): string => (step === undefined ? '' : `, noticed at step ${step}`)

const shapes = ({ operands = [], result }: KernelFailed): string => {
  const from = operands.length === 0 ? '' : ` of ${operands.map(shape).join(' and ')}`
  return result === undefined ? from : `${from} to ${shape(result)}`
}

const sentence = (failure: Failure): string => {
  switch (failure._tag) {
    case 'ShapeMismatch':
      return `${failure.op}: expected shape ${shape(failure.expected)}${bindings(failure)}; found ${shape(failure.got)}`
    case 'InvalidOption':
      return `${failure.option}: expected ${failure.expected}; found ${failure.got}`
    case 'InvalidFile':
      return `${failure.path}: expected ${failure.expected}; found ${failure.got}`
    case 'FileSystem':
      return `${failure.path}: expected to ${failure.action} it; found ${failure.reason}`
    case 'Download':
      return `${failure.url}: expected ${failure.expected}; found ${failure.got}`
    case 'BackendUnavailable':
      return `backend ${failure.backend}: expected it to start; found ${failure.reason}; ${failure.remedy}`
    case 'DeviceLost':
      return `${failure.backend}: the device was lost (${failure.reason})${noticed(failure)}`
    case 'LimitExceeded':
      return `${failure.backend}: expected ${failure.expected}; found ${failure.got}`
    case 'KernelFailed':
      return `${failure.backend}: expected ${failure.op}${shapes(failure)} to run; found ${failure.reason}`
    case 'NonFinite':
      return `step ${failure.step}: expected a finite number in ${failure.leaf}; found ${failure.value}`
    case 'InvalidData':
      return `${failure.op}: expected ${failure.expected}; found ${failure.got}`
    case 'InvalidCheckpoint':
      return `checkpoint ${failure.path}: expected ${failure.expected}; found ${failure.got}`
  }
}

/**
 * One line for a person: where it happened, what was expected and what was found.
 * @law one line: whatever a file or a system puts into a failure, the text has no line break and no control character
 * @example
 * import { invalidOption, render } from 'reparam'
 * import assert from 'node:assert/strict'
 *
 * const failure = invalidOption({ option: '--latent', expected: 'a whole number of at least 1', got: '0' })
 * assert.equal(render(failure), '--latent: expected a whole number of at least 1; found 0')
 * @category failure
 * @since 0.1.0
 */
export const render = (failure: Failure): string =>
  sentence(failure)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
