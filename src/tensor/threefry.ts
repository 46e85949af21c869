/**
 * The host's random numbers: the counter-based generator Threefry-2x32 with 20 rounds, laid out as
 * jax.random lays it out (partitionable, the default since jax 0.5: word i of a draw depends on the key and
 * on i alone). Pure functions of a key's two words; nothing here keeps a state.
 */

/**
 * The two 32-bit words of a key, each an integer in 0 ≤ word < 2³².
 * @category random
 * @since 0.1.0
 */
export type Words = readonly [high: number, low: number]

const TWO_32 = 2 ** 32

const rotate = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits))

/** Puts the block of counter (c0, c1) under the key (k0, k1) into `block`; the key is added every four rounds. */
// biome-ignore format: one line a round
const encrypt = (k0: number, k1: number, c0: number, c1: number, block: Uint32Array): void => {
  const k2 = k0 ^ k1 ^ 0x1bd11bda
  let x = (c0 + k0) | 0
  let y = (c1 + k1) | 0
  x = (x + y) | 0; y = rotate(y, 13) ^ x
  x = (x + y) | 0; y = rotate(y, 15) ^ x
  x = (x + y) | 0; y = rotate(y, 26) ^ x
  x = (x + y) | 0; y = rotate(y, 6) ^ x
  x = (x + k1) | 0; y = (y + k2 + 1) | 0
  x = (x + y) | 0; y = rotate(y, 17) ^ x
  x = (x + y) | 0; y = rotate(y, 29) ^ x
  x = (x + y) | 0; y = rotate(y, 16) ^ x
  x = (x + y) | 0; y = rotate(y, 24) ^ x
  x = (x + k2) | 0; y = (y + k0 + 2) | 0
  x = (x + y) | 0; y = rotate(y, 13) ^ x
  x = (x + y) | 0; y = rotate(y, 15) ^ x
  x = (x + y) | 0; y = rotate(y, 26) ^ x
  x = (x + y) | 0; y = rotate(y, 6) ^ x
  x = (x + k0) | 0; y = (y + k1 + 3) | 0
  x = (x + y) | 0; y = rotate(y, 17) ^ x
  x = (x + y) | 0; y = rotate(y, 29) ^ x
  x = (x + y) | 0; y = rotate(y, 16) ^ x
  x = (x + y) | 0; y = rotate(y, 24) ^ x
  x = (x + k1) | 0; y = (y + k2 + 4) | 0
  x = (x + y) | 0; y = rotate(y, 13) ^ x
  x = (x + y) | 0; y = rotate(y, 15) ^ x
  x = (x + y) | 0; y = rotate(y, 26) ^ x
  x = (x + y) | 0; y = rotate(y, 6) ^ x
  block[0] = (x + k2) | 0
  block[1] = (y + k0 + 5) | 0
}

/**
 * The two words that the 20-round Threefry-2x32 makes of the counter (c0, c1) under the key (k0, k1).
 * @source Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3 (SC 2011)
 * @category random
 * @since 0.1.0
 */
export const threefry2x32 = (k0: number, k1: number, c0: number, c1: number): Words => {
  const block = new Uint32Array(2)
  encrypt(k0, k1, c0, c1, block)
  const [high = 0, low = 0] = block
  return [high, low]
}

/** The upper and lower 32 bits of an integer 0 ≤ n < 2⁵³; anything else is a fault of the caller. */
const halves = (name: string, n: number): Words => {
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(`${name}: expected an integer with 0 ≤ ${name} < 2^53, got ${n}`)
  return [Math.floor(n / TWO_32), n >>> 0]
}

/**
 * The words of `jax.random.key(seed)`: the seed's upper and lower 32 bits (as jax has it under jax_enable_x64;
 * without, jax drops the upper half first). Seed 0 is a seed like any other.
 * @failure RangeError unless 0 ≤ seed < 2⁵³ is an integer
 * @category random
 * @since 0.1.0
 */
export const seedWords = (seed: number): Words => halves('seed', seed)

/**
 * The words of `jax.random.fold_in(key, data)`, which are those of `jax.random.split(key, n)[data]` as well.
 * @failure RangeError unless 0 ≤ data < 2⁵³ is an integer
 * @category random
 * @since 0.1.0
 */
export const fold = (words: Words, data: number): Words => {
  const [high, low] = halves('data', data)
  return threefry2x32(words[0], words[1], high, low)
}

/** Fills `bits` as `jax.random.bits` does: word i is the xor of the two words of the block with counter i. */
const fillBits = (words: Words, bits: Uint32Array): void => {
  const [k0, k1] = words
  const block = new Uint32Array(2)
  for (let i = 0; i < bits.length; i += 1) {
    encrypt(k0, k1, 0, i, block)
    bits[i] = (block[0] ?? 0) ^ (block[1] ?? 0)
  }
}

/**
 * The n words of 32 random bits that `jax.random.bits(key, [n])` gives, for n < 2³².
 * @category random
 * @since 0.1.0
 */
export const randomBits = (words: Words, n: number): Uint32Array => {
  const bits = new Uint32Array(n)
  fillBits(words, bits)
  return bits
}

// The rational approximations of AS 241 (PPND16): of Φ⁻¹(½ + q) / q in r = 0.425² − q², and of the tails in
// r = s − 1.6 and r = s − 5, where s = √(−log tail).
// biome-ignore format: two lines a polynomial
const centre = (r: number): number =>
  (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r
    + 45921.95393154987) * r + 13731.69376550946) * r + 1971.5909503065513) * r + 133.14166789178438) * r + 3.3871328727963665) /
  (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r
    + 21213.794301586597) * r + 5394.196021424751) * r + 687.1870074920579) * r + 42.31333070160091) * r + 1)

// biome-ignore format: two lines a polynomial
const nearTail = (r: number): number =>
  (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r
    + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r + 4.630337846156546) * r + 1.4234371107496835) /
  (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r
    + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038) * r + 2.053191626637759) * r + 1)

// biome-ignore format: two lines a polynomial
const farTail = (r: number): number =>
  (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r
    + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913) * r + 5.463784911164114) * r + 6.657904643501103) /
  (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r
    + 0.0007868691311456133) * r + 0.014875361290850615) * r + 0.1369298809227358) * r + 0.599832206555888) * r + 1)

/** Φ⁻¹(½ + q), where the tail ½ − |q| is given apart so that it loses no digits. */
const quantile = (q: number, tail: number): number => {
  if (Math.abs(q) <= 0.425) return q * centre(0.180625 - q * q)
  const s = Math.sqrt(-Math.log(tail))
  return Math.sign(q) * (s <= 5 ? nearTail(s - 1.6) : farTail(s - 5))
}

/**
 * The standard Gaussian's quantile Φ⁻¹(p), to about 16 digits; −∞ at 0 and ∞ at 1.
 * @source Wichura: Algorithm AS 241, the percentage points of the normal distribution (1988), PPND16
 * @category random
 * @since 0.1.0
 */
export const gaussianQuantile = (p: number): number => {
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  return quantile(p - 0.5, Math.min(p, 1 - p))
}

/** Fills `out` with `value` of random words, which are drawn in the place of the numbers that they become. */
const fill =
  (value: (bits: number) => number) =>
  (words: Words, out: Float32Array): void => {
    const bits = new Uint32Array(out.buffer, out.byteOffset, out.length)
    fillBits(words, bits)
    for (let i = 0; i < out.length; i += 1) out[i] = value(bits[i] ?? 0)
  }

/** One of the 2²³ numbers k · 2⁻²³ in [0, 1): jax puts the upper 23 bits into the mantissa of 1.…, and takes 1 away. */
const unit = (bits: number): number => (bits >>> 9) * 2 ** -23

/** jax's uniform in (−1, 1) from nextafter(−1, 0): an odd multiple of 2⁻²⁴, so never 0, and exact in float32. */
const signedUnit = (bits: number): number => (bits >>> 9) * 2 ** -22 - (1 - 2 ** -24)

/**
 * Fills `out` with `jax.random.uniform(key, [n])`, float32 in [0, 1), bit for bit.
 * @category random
 * @since 0.1.0
 */
export const uniform = fill(unit)

/**
 * Fills `out` with `jax.random.normal(key, [n])`, computed in float64 and rounded once.
 * @math √2 · erfinv(u) = Φ⁻¹((1 + u) / 2), u uniform in [nextafter(−1, 0), 1)
 * @category random
 * @since 0.1.0
 */
export const normal = fill((bits) => {
  const u = signedUnit(bits)
  return quantile(u / 2, (1 - Math.abs(u)) / 2)
})

/**
 * Fills `out` with `jax.random.laplace(key, [n])`, location 0 and scale 1, computed in float64 and rounded once.
 * @math sign(u) · log(1 − |u|), u uniform in [−1 + 2⁻²⁴, 1): 1 − |u| is exact and never 0
 * @category random
 * @since 0.1.0
 */
export const laplace = fill((bits) => {
  const u = signedUnit(bits)
  return Math.sign(u) * Math.log(1 - Math.abs(u))
})

/**
 * Fills `out` with `jax.random.gumbel(key, [n])` in its default mode "low", computed in float64 and rounded once.
 * @math −log(−log(u)), u uniform in [2⁻¹²⁶, 1): the smallest normal float32 stands for 0
 * @category random
 * @since 0.1.0
 */
export const gumbel = fill((bits) => -Math.log(-Math.log(Math.max(unit(bits), 2 ** -126))))
