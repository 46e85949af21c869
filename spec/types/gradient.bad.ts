// wrong programs: 8
import {
  add,
  grad,
  jvp,
  mul,
  ones,
  square,
  sum,
  type Tensor,
  valueAndGrad,
  zeros,
  zipTrees,
} from '../../src/index.js'

type Dense = { readonly kernel: Tensor<[3, 2]>; readonly bias: Tensor<[2]> }
const [kernel, bias] = [zeros(3, 2), zeros(2)]
const dense: Dense = { kernel, bias }
const loss = (p: Dense) => sum()(mul(p.kernel, p.kernel))

// ------------------------------------------------------------------ a loss is one number

//! grad: a loss has shape [], this one [3]; reduce it first
grad((x: Tensor<[3]>) => mul(x, x))
grad((x: Tensor<[]>) => mul(x, x)) //=
//! grad: a loss has shape [], this one [2]; reduce it first
valueAndGrad((p: Dense) => sum(0)(square(p.kernel)))
valueAndGrad((p: Dense) => sum()(square(p.kernel))) //=
//! Property 'bias' is missing in type '{ kernel: Tensor<[3, 2]>; }' but required in type 'Dense'.
grad(loss)({ kernel })
grad(loss)({ kernel, bias }) //=
//! Argument of type 'Tensor<[4]>' is not assignable to parameter of type 'Tensor<[3]>'.
jvp((x: Tensor<[3]>) => square(x))(zeros(3), ones(4))
jvp((x: Tensor<[3]>) => square(x))(zeros(3), ones(3)) //=

// ------------------------------------------------------------------ trees of another structure do not meet

const step = zipTrees(add)
//! Property 'bias' is missing in type '{ kernel: Tensor<[3, 2]>; }' but required in type 'Dense'.
step(dense, { kernel })
step(dense, { kernel, bias }) //=
//! Object literal may only specify known properties, and 'scale' does not exist in type 'Dense'.
step(dense, { kernel, bias, scale: bias })
step(dense, { kernel, bias }) //=
//! Type 'Tensor<[3]>' is not assignable to type 'Tensor<[2]>'.
step(dense, { kernel, bias: zeros(3) })
step(dense, { kernel, bias: zeros(2) }) //=
//! Type 'Tensor<[3]>' is not assignable to type 'Tensor<[2]>'.
step([zeros(2)], [ones(3)])
step([zeros(2)], [ones(2)]) //=
