/** Claims about types, checked by the compiler alone. */

/** Whether two types are the same one: assignable both ways is not enough, and any equals only itself. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles when every claim holds. */
export type Claims<_ extends readonly true[]> = true
