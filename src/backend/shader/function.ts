/** A function of our own, in the language that both shading languages are made from (see `language.ts`). */

/** The types of both languages. */
export type ShaderType = 'f32' | 'i32' | 'u32' | 'bool' | 'vec2'

/** A function in the language that both shading languages are made from. */
export interface ShaderFunction {
  readonly name: string
  readonly parameters: readonly (readonly [name: string, type: ShaderType])[]
  readonly result: ShaderType
  readonly body: string
}

/** A function of real numbers to one. */
export const real = (name: string, body: string, ...parameters: readonly string[]): ShaderFunction => ({
  name,
  parameters: (parameters.length === 0 ? ['x'] : parameters).map((p) => [p, 'f32'] as const),
  result: 'f32',
  body,
})

/** A sum of powers by Horner's rule: the text of c₀ + z (c₁ + z (c₂ + …)). */
export const polynomial = (z: string, coefficients: readonly number[]): string =>
  coefficients.reduceRight((inner, c) => {
    const term = `(${c.toExponential(9)})`
    return inner === '' ? term : `(${term} + ${z} * ${inner})`
  }, '')

/** n! of a small n. */
export const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))

/** Terms of a Taylor series, from the first. */
export const terms = (count: number, term: (k: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, k) => term(k))
