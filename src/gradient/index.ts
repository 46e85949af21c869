/** Differentiation: expression → expression, over trees. */
export { grad, jvp, valueAndGrad, valueAndGradWith, vjp } from './gradient.js'
