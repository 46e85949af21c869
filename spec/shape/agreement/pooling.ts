/** Pools and upsampling: windows and factors over images that keep the channels. */
import fc from 'fast-check'
import { avgPool2d, globalAvgPool2d, globalMaxPool2d, maxPool2d, upsample2d } from '../../../src/index.js'
import { type Call, curried, plain, type Rule } from './call.js'
import { early, images, paddings, perAxis, strides, whole } from './images.js'

const poolOptions = fc
  .tuple(perAxis(whole(1, 3)), fc.record({ stride: strides, padding: paddings }, { requiredKeys: [] }))
  .map(([size, others]) => ({ size, ...others }))

const pool = (
  name: string,
  run: (given: typeof poolOptions extends fc.Arbitrary<infer O> ? O : never) => Call['run'],
): Rule => ({
  name,
  data: 'joined',
  early,
  calls: (dim) =>
    fc.tuple(images(dim), poolOptions).map(([x, given]) => curried(name, [given], [x], run(given))),
})

const whole2d = (name: string, run: Call['run']): Rule => ({
  name,
  data: 'joined',
  early,
  calls: (dim) => images(dim).map((x) => plain(name, [x], run)),
})

/** A mean pool counts what is under each window when it is built, so its sizes stay moderate. */
const bounded = (most: number, rule: Rule): Rule => ({
  ...rule,
  calls: (dim) => rule.calls(dim.map((d) => Math.min(d, most))),
})

export const pooling: readonly Rule[] = [
  pool('maxPool2d', (given) => (x) => maxPool2d(given)(x)),
  bounded(
    64,
    pool('avgPool2d', (given) => (x) => avgPool2d(given)(x)),
  ),
  whole2d('globalAvgPool2d', (x) => globalAvgPool2d(x)),
  whole2d('globalMaxPool2d', (x) => globalMaxPool2d(x)),
  {
    name: 'upsample2d',
    data: 'count',
    early,
    calls: (dim) =>
      fc
        .tuple(images(dim), perAxis(whole(1, 3)))
        .map(([x, factor]) => curried('upsample2d', [factor], [x], (a) => upsample2d(factor)(a))),
  },
]
