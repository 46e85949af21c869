/**
 * The maximum of windows. TensorFlow.js starts from −10²⁰ on GPUs, and passes over what is no number on webgl; this
 * starts from the first element of the window, and keeps what is no number.
 */
import { numberAt, property } from '../device/property.js'
import { noNumber } from './functions.js'
import { glsl, wgsl } from './language.js'
import { perElement } from './per-element.js'

/** The name of the kernel. */
export const poolMaximum = 'poolMaximum'

/** A window that slides without padding over [n, h, w, c]. */
interface Pool {
  readonly window: readonly [number, number]
  readonly strides: readonly [number, number]
}

const pairAt = (attributes: object | undefined, name: string): readonly [number, number] => {
  const found = property(attributes, name)
  return [numberAt(found, '0') ?? 1, numberAt(found, '1') ?? 1]
}

const poolOf = (attributes: object | undefined): Pool => ({
  window: pairAt(attributes, 'window'),
  strides: pairAt(attributes, 'strides'),
})

const pooled = ({ window, strides }: Pool, [n = 1, h = 1, w = 1, c = 1]: readonly number[]): number[] => {
  const places = (length: number, axis: 0 | 1): number =>
    Math.floor((length - window[axis]) / strides[axis]) + 1
  return [n, places(h, 0), places(w, 1), c]
}

/** Makes programs of webgl. */
export const webglPool = (attributes: object | undefined): ((shape: readonly number[]) => object) => {
  const pool = poolOf(attributes)
  return (shape) => ({
    variableNames: ['A'],
    outputShape: pooled(pool, shape),
    userCode: `${glsl([noNumber])}
      void main() {
        ivec4 at = getOutputCoords();
        int top = at.y * ${pool.strides[0]};
        int left = at.z * ${pool.strides[1]};
        float y = getA(at.x, top, left, at.w);
        for (int i = 0; i < ${pool.window[0]}; i++) {
          for (int j = 0; j < ${pool.window[1]}; j++) {
            float x = getA(at.x, top + i, left + j, at.w);
            if (!noNumber(y) && (noNumber(x) || x > y)) { y = x; }
          }
        }
        setOutput(y);
      }`,
  })
}

/** Makes programs of webgpu. */
export const webgpuPool = (attributes: object | undefined): ((shape: readonly number[]) => object) => {
  const pool = poolOf(attributes)
  const code = `${wgsl([noNumber])}
    fn main(index: i32) {
      if (index < uniforms.size) {
        let at = getCoordsFromIndex(index);
        let top = at.y * ${pool.strides[0]};
        let left = at.z * ${pool.strides[1]};
        var y = getA(at.x, top, left, at.w);
        for (var i = 0; i < ${pool.window[0]}; i = i + 1) {
          for (var j = 0; j < ${pool.window[1]}; j = j + 1) {
            let x = getA(at.x, top + i, left + j, at.w);
            if (!noNumber(y) && (noNumber(x) || x > y)) { y = x; }
          }
        }
        setOutputAtIndex(index, y);
      }
    }`
  const key = `${poolMaximum}_${pool.window}_${pool.strides}`
  return (shape) => perElement(['A'], pooled(pool, shape), key, code)
}
