/**
 * Sine and cosine for all floats. The standards let those of a GPU be off by 2⁻¹¹, and compilers may reorder
 * floating-point sums; so the angle is reduced in whole numbers, and what is left are polynomials that no order of
 * evaluation hurts.
 */
import { factorial, polynomial, real, type ShaderFunction, terms } from './function.js'

/** The binary digits of 2/π, 32 a word: 0.10100010111110011000001101101110… */
const twoOverPi = ['a2f9836e', '4e441529', 'fc2757d1', 'f534ddc0', 'db629599', '3c439041', 'fe5163ab']

/** A word of 2/π; zero before its first digit. */
const word: ShaderFunction = {
  name: 'word',
  parameters: [['i', 'i32']],
  result: 'u32',
  body: [...twoOverPi.map((digits, i) => `if (i == ${i}) { return 0x${digits}u; }`), 'return 0u;'].join('\n'),
}

/** 32 digits of 2/π from a bit on, which stands in word w at o. */
const digits: ShaderFunction = {
  name: 'digits',
  parameters: [
    ['w', 'i32'],
    ['o', 'u32'],
  ],
  result: 'u32',
  body: `
    if (o == 0u) { return word(w); }
    return (word(w) << o) | (word(w + 1) >> (32u - o));`,
}

/**
 * |x| in quarter turns: (their count modulo 4, the rest in radians, at most π/4 from it). x is a whole number m
 * times a power of two, so m times the digits of 2/π from the one that counts whole turns on is the fraction of a
 * turn: 96 digits, of which the 24 of m are lost, are enough for every float. The product is made 8 digits at a time.
 */
const quarterTurns: ShaderFunction = {
  name: 'quarterTurns',
  parameters: [['x', 'f32']],
  result: 'vec2',
  body: `
    let size: u32 = bits(x) & 0x7fffffffu;
    if (size <= 0x3f490fdau) { return pair(0.0, abs(x)); }
    if (size >= 0x7f800000u) { return pair(0.0, NAN); }
    let m: u32 = (size & 0x7fffffu) | 0x800000u;
    let start: i32 = i32(size >> 23u) - 152;
    let w: i32 = (start + 160) / 32 - 5;
    let o: u32 = u32(start - 32 * w);
    let t0: u32 = digits(w, o);
    let t1: u32 = digits(w + 1, o);
    let t2: u32 = digits(w + 2, o);
    var high: u32 = 0u;
    var low: u32 = 0u;
    var carry: u32 = 0u;
    for (var k: i32 = 11; k >= 0; k = k - 1) {
      var t: u32 = t0;
      if (k >= 4) { t = t1; }
      if (k >= 8) { t = t2; }
      let place: u32 = u32(24 - 8 * (k - 4 * (k / 4)));
      let product: u32 = ((t >> place) & 255u) * m + carry;
      carry = product >> 8u;
      let digit: u32 = (product & 255u) << place;
      if (k < 4) { high = high | digit; }
      if (k >= 4 && k < 8) { low = low | digit; }
    }
    let quarter: u32 = (high + 0x20000000u) >> 30u;
    let rest: i32 = i32(high - (quarter << 30u));
    let turns: f32 = f32(rest) * ${(2 ** -32).toExponential(9)} + f32(low) * ${(2 ** -64).toExponential(9)};
    return pair(f32(quarter & 3u), turns * ${(2 * Math.PI).toExponential(9)});`,
}

/** sin r for |r| ≤ π/4: the next term is below 2e-9. */
const sineNear = real(
  'sineNear',
  `let z: f32 = r * r;\nreturn r * ${polynomial(
    'z',
    terms(5, (k) => (-1) ** k / factorial(2 * k + 1)),
  )};`,
  'r',
)

/** cos r for |r| ≤ π/4: the next term is below 2e-10. */
const cosineNear = real(
  'cosineNear',
  `let z: f32 = r * r;\nreturn ${polynomial(
    'z',
    terms(6, (k) => (-1) ** k / factorial(2 * k)),
  )};`,
  'r',
)

/** sin of a quarter turn q and a rest r. */
const sineOf = real(
  'sineOf',
  `
    var y: f32 = sineNear(r);
    if (q == 1.0 || q == 3.0) { y = cosineNear(r); }
    if (q >= 2.0) { return -y; }
    return y;`,
  'q',
  'r',
)

const sine = real(
  'sine',
  `
    let turned: vec2 = quarterTurns(x);
    let y: f32 = sineOf(turned.x, turned.y);
    if (x < 0.0) { return -y; }
    return y;`,
)

const cosine = real(
  'cosine',
  `
    let turned: vec2 = quarterTurns(x);
    var q: f32 = turned.x + 1.0;
    if (q == 4.0) { q = 0.0; }
    return sineOf(q, turned.y);`,
)

const shared: readonly ShaderFunction[] = [word, digits, quarterTurns, sineNear, cosineNear, sineOf]

/** The sine, after the functions that it calls. */
export const sineFunctions: readonly ShaderFunction[] = [...shared, sine]

/** The cosine, after the functions that it calls. */
export const cosineFunctions: readonly ShaderFunction[] = [...shared, cosine]
