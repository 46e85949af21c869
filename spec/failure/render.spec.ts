import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backendUnavailable,
  deviceLost,
  download,
  type Failure,
  fileSystem,
  invalidCheckpoint,
  invalidData,
  invalidFile,
  invalidOption,
  kernelFailed,
  limitExceeded,
  nonFinite,
  render,
  shapeMismatch,
} from '../../src/failure/index.js'

const cases: readonly (readonly [Failure, string])[] = [
  [
    shapeMismatch({ op: 'dot', expected: ['B', 784], got: [64, 783], bound: { B: 64 } }),
    'dot: expected shape [B, 784], where B = 64; found [64, 783]',
  ],
  [
    shapeMismatch({ op: 'reshape', expected: [7, 7], got: [48], bound: {} }),
    'reshape: expected shape [7, 7]; found [48]',
  ],
  [
    invalidOption({ option: '--latent', expected: 'a whole number of at least 1', got: '0' }),
    '--latent: expected a whole number of at least 1; found 0',
  ],
  [
    invalidFile({ path: 'a/b.idx', expected: '47040016 bytes', got: '47040000 bytes' }),
    'a/b.idx: expected 47040016 bytes; found 47040000 bytes',
  ],
  [
    fileSystem({ action: 'write', path: 'runs/one', reason: 'permission denied (EACCES)' }),
    'runs/one: expected to write it; found permission denied (EACCES)',
  ],
  [
    download({ url: 'http://x.org/y.gz', expected: 'status 200', got: 'status 404' }),
    'http://x.org/y.gz: expected status 200; found status 404',
  ],
  [
    backendUnavailable({ backend: 'webgl', reason: 'no WebGL here', remedy: 'use wasm or cpu' }),
    'backend webgl: expected it to start; found no WebGL here; use wasm or cpu',
  ],
  [deviceLost({ backend: 'webgpu', reason: 'destroyed' }), 'webgpu: the device was lost (destroyed)'],
  [
    limitExceeded({
      backend: 'webgl',
      expected: 'at most 8192 by 8192 numbers in a tensor',
      got: '[20000, 20000] (400000000)',
    }),
    'webgl: expected at most 8192 by 8192 numbers in a tensor; found [20000, 20000] (400000000)',
  ],
  [
    kernelFailed({
      backend: 'webgl',
      op: 'add',
      operands: [[2], []],
      result: [2],
      reason: 'Failed to compile fragment shader.',
    }),
    'webgl: expected add of [2] and [] to [2] to run; found Failed to compile fragment shader.',
  ],
  [
    kernelFailed({ backend: 'webgpu', op: 'every kernel', reason: 'out of memory' }),
    'webgpu: expected every kernel to run; found out of memory',
  ],
  [
    nonFinite({ step: 17, leaf: 'decoder.0.bias', value: Number.NaN }),
    'step 17: expected a finite number in decoder.0.bias; found NaN',
  ],
  [
    invalidData({ op: 'fitGaussian', expected: 'finite numbers', got: 'NaN at row 3, column 5' }),
    'fitGaussian: expected finite numbers; found NaN at row 3, column 5',
  ],
  [
    invalidCheckpoint({ path: 'runs/one/checkpoint.json', expected: 'version 1', got: 'version 2' }),
    'checkpoint runs/one/checkpoint.json: expected version 1; found version 2',
  ],
]

describe('render', () => {
  it.each(cases)('says where, what was expected and what was found: %o', (failure, line) => {
    expect(render(failure)).toBe(line)
  })

  it('has a case for every tag', () => {
    expect(new Set(cases.map(([failure]) => failure._tag)).size).toBe(12)
  })

  it('one line: whatever a failure quotes, the text has no line break and no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (path, got) => {
        expect(render(invalidFile({ path, expected: 'a\r\nb', got }))).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      }),
    )
  })
})
