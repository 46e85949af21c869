/**
 * Elementwise functions that GPUs compute too coarsely, or that make a number of what is none, written once for both
 * shading languages. Near 0, where a difference or a sum would lose digits, they are series, which no order of
 * evaluation hurts; compilers may choose one.
 */
import { factorial, polynomial, real, type ShaderFunction, terms } from './function.js'
import { cosineFunctions, sineFunctions } from './sine.js'

/** Whether x is no number. Compilers may take it that every float is one, so this looks at the bits. */
export const noNumber: ShaderFunction = {
  name: 'noNumber',
  parameters: [['x', 'f32']],
  result: 'bool',
  body: 'return (bits(x) & 0x7fffffffu) > 0x7f800000u;',
}

/** A function of a GPU that need not say so when it is given no number. */
const careful = (name: string, body: string): ShaderFunction =>
  real(name, `if (noNumber(x)) { return x; }\n${body}`)

const exponential = careful('exponential', 'return exp(x);')

/** log x; what is too small for a normal float, which a GPU may take for 0, is a whole number times 2⁻¹⁴⁹. */
const logarithm = careful(
  'logarithm',
  `
    let whole: u32 = bits(x);
    if (whole > 0x80000000u) { return NAN; }
    if (whole > 0u && whole < 0x800000u) { return log(f32(whole)) - ${149 * Math.LN2}; }
    if (x == 0.0) { return -1.0 / abs(x); }
    return log(x);`,
)

const logistic = careful('logistic', 'return 1.0 / (1.0 + exp(-x));')

/** The sign of x, and x itself where it has none. */
const signOf = real('signOf', 'if (x > 0.0) { return 1.0; }\nif (x < 0.0) { return -1.0; }\nreturn x;')

const quotient = real('quotient', 'return x / y;', 'x', 'y')

/** x to the y; GPUs raise positive numbers only. */
const power = real(
  'power',
  `
    if (y == 0.0) { return 1.0; }
    if (noNumber(x) || noNumber(y)) { return NAN; }
    if (x == 1.0) { return 1.0; }
    let whole: f32 = floor(abs(y));
    var odd: f32 = 0.0;
    if (whole == abs(y) && whole < 16777216.0) { odd = whole - 2.0 * floor(0.5 * whole); }
    if (x == 0.0) {
      if (y < 0.0 && odd == 1.0) { return 1.0 / x; }
      if (y < 0.0) { return 1.0 / abs(x); }
      if (odd == 1.0) { return x; }
      return 0.0;
    }
    if (x < 0.0 && whole != abs(y) && bits(x) != 0xff800000u) { return NAN; }
    var size: f32 = 1.0;
    if (x != -1.0) { size = pow(abs(x), y); }
    if (x < 0.0 && odd == 1.0) { return -size; }
    return size;`,
  'x',
  'y',
)

/** exp x − 1: by its series near 0, where the difference would lose digits. */
const exponentialMinusOne = careful(
  'exponentialMinusOne',
  `
    if (abs(x) < 0.5) { return x * ${polynomial(
      'x',
      terms(8, (k) => 1 / factorial(k + 1)),
    )}; }
    return exp(x) - 1.0;`,
)

/** log(1 + x): 2 artanh(x / (2 + x)) by its series near 0, where the sum would lose digits. */
const logPlusOne = careful(
  'logPlusOne',
  `
    if (x > -0.5 && x < 1.0) {
      let s: f32 = x / (2.0 + x);
      let z: f32 = s * s;
      return 2.0 * s * ${polynomial(
        'z',
        terms(8, (k) => 1 / (2 * k + 1)),
      )};
    }
    if (x < -1.0) { return NAN; }
    if (x == -1.0) { return -1.0 / (1.0 + x); }
    return log(1.0 + x);`,
)

/** With t = exp(−2|x|) − 1: |tanh x| = −t / (2 + t). */
const tanh = real(
  'tangent',
  `
    let t: f32 = exponentialMinusOne(-2.0 * abs(x));
    let y: f32 = -t / (2.0 + t);
    if (x < 0.0) { return -y; }
    return y;`,
)

/** max(x, 0); what is no number stays so. */
const relu = real('relu', 'if (x < 0.0) { return 0.0; }\nreturn x;')

/** The cotangent g where x is above 0, else 0: a choice, not a product, so that an infinite g does no harm. */
const reluCotangent = real('reluCotangent', 'if (x > 0.0) { return g; }\nreturn 0.0;', 'g', 'x')

const softplus = real('softplus', 'return relu(x) + logPlusOne(exp(-abs(x)));')

/** What each kernel of ours is: the function that it applies to each element, after those that the function calls. */
export const shaderFunctions = {
  sine: sineFunctions,
  cosine: cosineFunctions,
  exponential: [noNumber, exponential],
  exponentialMinusOne: [noNumber, exponentialMinusOne],
  log: [noNumber, logarithm],
  logPlusOne: [noNumber, logPlusOne],
  logistic: [noNumber, logistic],
  tanh: [noNumber, exponentialMinusOne, tanh],
  sign: [signOf],
  divide: [quotient],
  power: [noNumber, power],
  relu: [relu],
  reluCotangent: [reluCotangent],
  softplus: [noNumber, relu, logPlusOne, softplus],
} satisfies Readonly<Record<string, readonly ShaderFunction[]>>

/** The names of the kernels. */
export type ShaderKernel = keyof typeof shaderFunctions
