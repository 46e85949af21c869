/**
 * The two shading languages, from one: WGSL with a type at every `let` and `var`, the types of `ShaderType`, and
 * three functions more: `bits` (a float's bits), `pair` (a vec2), and the constant `NAN`.
 */
import type { ShaderFunction, ShaderType } from './function.js'

const glslTypes: Readonly<Record<ShaderType, string>> = {
  f32: 'float',
  i32: 'int',
  u32: 'uint',
  bool: 'bool',
  vec2: 'vec2',
}

const wgslTypes: Readonly<Record<ShaderType, string>> = {
  f32: 'f32',
  i32: 'i32',
  u32: 'u32',
  bool: 'bool',
  vec2: 'vec2<f32>',
}

const types = /\b(f32|i32|u32|bool|vec2)\b/g
const isType = (name: string): name is ShaderType => Object.hasOwn(glslTypes, name)
const typed =
  (names: Readonly<Record<ShaderType, string>>) =>
  (name: string): string =>
    isType(name) ? names[name] : name

/** GLSL ES 3.00, where a declaration starts with its type and a conversion is named after the type. */
export const glsl = (functions: readonly ShaderFunction[]): string =>
  [
    'uint bits(float x) { return floatBitsToUint(x); }',
    'vec2 pair(float a, float b) { return vec2(a, b); }',
    ...functions.map(({ name, parameters, result, body }) => {
      const list = parameters.map(([p, type]) => `${glslTypes[type]} ${p}`).join(', ')
      const text = body.replace(/\b(?:let|var) (\w+): (\w+) =/g, '$2 $1 =').replace(types, typed(glslTypes))
      return `${glslTypes[result]} ${name}(${list}) {${text}}`
    }),
  ].join('\n')

/** WGSL, where what is no number comes as a uniform, since no constant may be it. */
export const wgsl = (functions: readonly ShaderFunction[]): string =>
  [
    'fn bits(x: f32) -> u32 { return bitcast<u32>(x); }',
    'fn pair(a: f32, b: f32) -> vec2<f32> { return vec2<f32>(a, b); }',
    ...functions.map(({ name, parameters, result, body }) => {
      const list = parameters.map(([p, type]) => `${p}: ${wgslTypes[type]}`).join(', ')
      const text = body.replace(types, typed(wgslTypes)).replace(/\bNAN\b/g, 'uniforms.NAN')
      return `fn ${name}(${list}) -> ${wgslTypes[result]} {${text}}`
    }),
  ].join('\n')
