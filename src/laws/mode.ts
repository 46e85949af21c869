/** The law of the mode. */
import type { Distribution } from '../distribution/index.js'
import type { Shape } from '../shape/index.js'
import { atLeast, rounding } from './claim.js'
import { samplesOf } from './estimate.js'
import { agreesExpanded } from './expand.js'
import { columns, numbersOf, tensor } from './host.js'
import { type Law, lawOf } from './law.js'
import type { ParameterRecord, Subject } from './subject.js'

/** So many samples are held against the mode. */
const samples = 512

/**
 * The law of the mode: no sample is more probable, nor is a point between a sample and the mode, at a tenth and a
 * hundredth of the way, where the distribution is continuous. Tolerance: 1e-5, for rounding; what is broken for too
 * few values may be missed, nothing that holds is refused.
 * @law mode is a maximum
 * @category laws
 * @since 0.1.0
 */
export const modeIsMaximum = <P extends ParameterRecord, B extends Shape, E extends Shape>({
  parameters,
  make,
}: Subject<P, B, E, Distribution<B, E, 'mode'>>): Law<P> =>
  lawOf(parameters, async (p, key) => {
    const d: Distribution<B, E, 'mode'> = make(p)
    await agreesExpanded(d, key, { parts: ['sample', 'logProb', 'mode'] })
    const many = d.expand<number>(samples)
    const { values } = await samplesOf(many, key)
    const [mode = [], best = []] = await numbersOf([many.mode(), d.logProb(d.mode())])
    const shape = [...many.batch, ...many.event]
    const parts = d.kind === 'continuous' && d.event.length === 0 ? [1, 0.1, 0.01] : [1]
    const between = parts.map((part) => values.map((v, i) => (mode[i] ?? v) + part * (v - (mode[i] ?? v))))
    const found = await numbersOf(between.map((at) => many.logProb(tensor<[number, ...B, ...E]>(at, shape))))
    for (const logs of found)
      atLeast(
        'no value is more probable than the mode',
        best,
        (i) => Math.max(...(columns(logs, best.length)[i] ?? [])),
        (i) => rounding(best[i] ?? 0),
      )
  })
