/** The types of `criterion.mjs`. */
export interface Reference {
  readonly kind: 'spread' | 'run' | 'exact'
  readonly value: number
  readonly spread?: number
  readonly rounding?: number
}

export interface Comparison {
  readonly ours: number
  readonly deviation: number
  readonly difference: number
  readonly units: number
  readonly allowed: number
  readonly met: boolean
}

export const mean: (values: readonly number[]) => number
export const deviation: (values: readonly number[]) => number
export const compare: (reference: Reference, values: readonly number[]) => Comparison
export const ordered: (
  below: readonly number[],
  above: readonly number[],
) => { readonly difference: number; readonly error: number; readonly met: boolean }
