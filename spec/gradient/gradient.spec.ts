import { describe, expect, it } from 'vitest'
import { grad, jvp, valueAndGrad, vjp } from '../../src/gradient/index.js'
import { add, matmul, mul, scale, stopGradient, sum, type Tensor, tanh } from '../../src/tensor/index.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, expression, typed } from '../../src/tensor/tensor.js'
import { references } from '../support/reference.js'
import { item, type Value } from '../support/reference-value.js'
import { spread } from './cases/case.js'

type Matrix = Tensor<[2, 3]>
type Column = Tensor<[3, 2]>

const matrix = (index: number): Matrix => typed(parameter(index, [2, 3], 'float32'))
const column = (index: number): Column => typed(parameter(index, [3, 2], 'float32'))
const values = (tensors: readonly AnyTensor[], args: readonly Value[]): readonly (readonly number[])[] =>
  references(tensors.map(expression), args).map(({ data }) => data)
const value = (x: AnyTensor, args: readonly Value[]): readonly number[] => item(values([x], args), 0)

/** A function of two matrices that is neither linear nor symmetric. */
const f = ({ a, b }: { readonly a: Matrix; readonly b: Column }): Tensor<[2, 2]> => tanh(matmul(mul(a, a), b))

const [pa, pb, ta, tb] = [spread([2, 3], 1), spread([3, 2], 2), spread([2, 3], 3), spread([3, 2], 4)]
const point = { a: matrix(0), b: column(1) }
const tangent = { a: matrix(2), b: column(3) }
const at = [pa, pb, ta, tb]

const close = (got: readonly number[], expected: readonly number[], within: number): void => {
  expect(got.length).toBe(expected.length)
  got.forEach((v, i) => {
    expect(Math.abs(v - item(expected, i))).toBeLessThan(within)
  })
}

describe('jvp', () => {
  it('is the change along the tangent, as central differences have it', () => {
    const [out, change] = jvp(f)(point, tangent)
    const h = 1e-5
    const moved = (by: number): readonly Value[] =>
      [
        [pa, ta],
        [pb, tb],
      ].map(([x = pa, t = ta]) => ({ shape: x.shape, data: x.data.map((v, i) => v + by * item(t.data, i)) }))
    const [up, down] = [value(f(point), moved(h)), value(f(point), moved(-h))]
    // truncation h²/6 and rounding 1e-16/h, times derivatives below 10
    close(
      value(change, at),
      up.map((v, i) => (v - item(down, i)) / (2 * h)),
      1e-9,
    )
    expect(value(out, at)).toEqual(value(f(point), at))
  })

  it('meets vjp: <w, J t> = <Jᵀ w, t>', () => {
    const w: Tensor<[2, 2]> = typed(parameter(4, [2, 2], 'float32'))
    const all = [...at, spread([2, 2], 5)]
    const [, change] = jvp(f)(point, tangent)
    const back = vjp(f)(point)[1](w)
    const left = value(sum()(mul(w, change)), all)
    const right = value(add(sum()(mul(back.a, tangent.a)), sum()(mul(back.b, tangent.b))), all)
    close(left, right, 1e-14)
  })

  it('of grad is the Hessian times the tangent', () => {
    const loss = (x: Matrix): Tensor<[]> => sum()(mul(mul(x, x), x))
    const [, change] = jvp(grad(loss))(point.a, tangent.a)
    close(
      value(change, at),
      pa.data.map((x, i) => 6 * x * item(ta.data, i)),
      1e-14,
    )
  })
})

describe('vjp', () => {
  it('is linear in the cotangent', () => {
    const [v, w]: readonly [Tensor<[2, 2]>, Tensor<[2, 2]>] = [
      typed(parameter(4, [2, 2], 'float32')),
      typed(parameter(5, [2, 2], 'float32')),
    ]
    const all = [...at, spread([2, 2], 5), spread([2, 2], 6)]
    const pull = vjp(f)(point)[1]
    const together = pull(add(scale(2)(v), scale(-3)(w)))
    const [p, q] = [pull(v), pull(w)]
    close(value(together.a, all), value(add(scale(2)(p.a), scale(-3)(q.a)), all), 1e-13)
    close(value(together.b, all), value(add(scale(2)(p.b), scale(-3)(q.b)), all), 1e-13)
  })

  it('gives the value beside the map, and the gradient for a cotangent of 1', () => {
    const loss = (x: Matrix): Tensor<[]> => sum()(mul(x, tanh(x)))
    const [out, pull] = vjp(loss)(point.a)
    const one: Tensor<[]> = typed(parameter(4, [], 'float32'))
    const all = [...at, { shape: [], data: [1] }]
    const [expected, slope] = valueAndGrad(loss)(point.a)
    expect(value(out, all)).toEqual(value(expected, all))
    expect(value(pull(one), all)).toEqual(value(slope, all))
  })
})

describe('grad', () => {
  it('takes a tensor that the loss closes over as a constant', () => {
    const x = point.a
    const slope = grad((y: Matrix) => sum()(mul(y, x)))(x)
    expect(value(slope, at)).toEqual(pa.data)
  })

  it('gives the same tensor under two names two gradients', () => {
    const x = point.a
    const slopes = grad(({ left, right }: { readonly left: Matrix; readonly right: Matrix }) =>
      sum()(mul(left, scale(3)(right))),
    )({
      left: x,
      right: x,
    })
    expect(value(slopes.left, at)).toEqual(pa.data.map((v) => 3 * v))
    expect(value(slopes.right, at)).toEqual(value(slopes.left, at))
  })

  it('gives zeros in the shape of a leaf that the loss does not use', () => {
    const slopes = grad(({ a }: { readonly a: Matrix; readonly b: Column }) => sum()(a))(point)
    const [used, unused] = references([expression(slopes.a), expression(slopes.b)], at)
    expect(used).toEqual({ shape: [2, 3], data: [1, 1, 1, 1, 1, 1] })
    expect(unused).toEqual({ shape: [3, 2], data: [0, 0, 0, 0, 0, 0] })
  })

  it('gives zeros where stopGradient blocks every way', () => {
    const slope = grad((x: Matrix) => sum()(mul(stopGradient(x), stopGradient(x))))(point.a)
    expect(value(slope, at)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('flows around stopGradient, not through it', () => {
    const slope = grad((x: Matrix) => sum()(mul(x, stopGradient(mul(x, x)))))(point.a)
    expect(value(slope, at)).toEqual(pa.data.map((v) => v * v))
  })

  it('adds up what arrives by several ways', () => {
    const slope = grad((x: Matrix) => sum()(add(mul(x, x), add(x, x))))(point.a)
    close(
      value(slope, at),
      pa.data.map((v) => 2 * v + 2),
      1e-15,
    )
  })

  it('of grad, within grad, is right for nested functions of the same tensor', () => {
    // d/dx (x · d/dy (x y²)) at y = x: the inner derivative is 2xy, so d/dx 2x³ = 6x²
    const inner = (x: Tensor<[]>): Tensor<[]> => grad((y: Tensor<[]>) => mul(x, mul(y, y)))(x)
    const x: Tensor<[]> = typed(parameter(0, [], 'float32'))
    const slope = grad((z: Tensor<[]>) => mul(z, inner(z)))(x)
    close(value(slope, [{ shape: [], data: [1.5] }]), [6 * 1.5 ** 2], 1e-14)
  })

  it('goes as deep as a loop of 20,000 steps', () => {
    const x: Tensor<[]> = typed(parameter(0, [], 'float32'))
    const long = (y: Tensor<[]>): Tensor<[]> => {
      let z = y
      for (let i = 0; i < 20_000; i += 1) z = add(z, y)
      return z
    }
    expect(value(grad(long)(x), [{ shape: [], data: [1] }])).toEqual([20_001])
  })

  it('refuses a loss that is no scalar, in words', () => {
    const vectorLoss: (x: Matrix) => Tensor<[]> = (x) => typed(expression(mul(x, x)))
    expect(() => grad(vectorLoss)(point.a)).toThrow(
      'grad: a loss has shape [], this one [2, 3]; reduce it first',
    )
  })
})
