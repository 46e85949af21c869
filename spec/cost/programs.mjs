/**
 * Programs of any size, whose check is counted and timed: variational autoencoders of so many layers with a kernel,
 * half of them in the encoder. Sizes differ from layer to layer, so that no type is met twice.
 */

const imports = `import { function as F } from 'fp-ts'
import { bernoulliOutput, Gaussian, gaussianHead, key, vae, zeros } from 'reparam'
import { batchNorm, conv2d, convTranspose2d, dense, flatten, input, relu, reshape } from 'reparam/layer'
`

/** What every program imports, and nothing more. */
export const empty = `${imports}\nexport {}\n`

/** `pipe` takes 19 functions at most. */
const longest = 18

/** A network by the names of its steps, in as many pipes as it needs. */
const network = (name, first, steps) => {
  const pipes = Array.from({ length: Math.ceil(steps.length / longest) }, (_, i) =>
    steps.slice(i * longest, (i + 1) * longest),
  )
  return pipes
    .map((taken, i) => {
      const last = i === pipes.length - 1
      const before = i === 0 ? first : `${name}${i - 1}`
      return `const ${last ? name : `${name}${i}`} = F.pipe(\n  ${[before, ...taken].join(',\n  ')},\n)`
    })
    .join('\n')
}

const program = (example, encoder, decoder, state) => `${imports}
${network('encoder', `input(${example})`, encoder)}
${network('decoder', 'input(16)', decoder)}
export const model = vae(encoder, decoder, Gaussian.standard(16))
const params = model.init(key(0))
export const { elbo } = model.training.elbo()(${['params', `zeros(64, ${example})`, ...state].join(', ')})(key(1))
`

const count = (length, step) => Array.from({ length }, (_, i) => step(i)).flat()

/** How many of the layers stand in each half: the encoder has the odd one. */
const halves = (layers) => [Math.ceil(layers / 2), Math.floor(layers / 2)]

/** 28×28 images by convolutions with normalisation; two in each half change the size of the image. */
export const convolutionalVae = (layers) => {
  const [down, up] = halves(layers)
  const halvings = Math.min(2, up - 1)
  const [size, channels] = [28 / 2 ** halvings, 9]
  const after = ['batchNorm', 'relu']
  return program(
    '28, 28, 1',
    [
      ...count(down - 1, (i) => [
        `conv2d(${8 + i}, { kernel: 3${i < halvings ? ', stride: 2' : ''} })`,
        ...after,
      ]),
      'flatten',
      'gaussianHead(16)',
    ],
    [
      `dense(${size * size * channels})`,
      'relu',
      `reshape(${size}, ${size}, ${channels})`,
      ...count(up - 1 - halvings, (i) => [`conv2d(${10 + i}, { kernel: 3 })`, ...after]),
      ...count(halvings, (i) => {
        const last = i === halvings - 1
        return [`convTranspose2d(${last ? 1 : 200}, { kernel: 3, stride: 2 })`, ...(last ? [] : after)]
      }),
      'bernoulliOutput',
    ],
    ['model.training.statistics'],
  )
}

/** 784 numbers by dense layers. */
export const denseVae = (layers) => {
  const [down, up] = halves(layers)
  return program(
    '784',
    [...count(down - 1, (i) => [`dense(${400 + i})`, 'relu']), 'gaussianHead(16)'],
    [...count(up - 1, (i) => [`dense(${500 + i})`, 'relu']), 'dense(784)', 'bernoulliOutput'],
    [],
  )
}
