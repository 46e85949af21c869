/** The types of `programs.mjs`. */
export const empty: string
export const convolutionalVae: (layers: number) => string
export const denseVae: (layers: number) => string
