/** Differentiation: expression → expression, over trees. */
export { grad, jvp, valueAndGrad, vjp } from './gradient.js'
