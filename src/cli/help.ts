/** What `--help` prints. */
import { defaults } from './config.js'

/** The options with their defaults. */
export const help = `Trains a variational autoencoder on images and writes what it learned to a folder.

  npm start -- [options]        in this repository
  npx reparam [options]         where the package is installed

  --data        digits | fashion-mnist | a folder of IDX files (plain or .gz)   [${defaults.data}]
  --data-dir    a folder that holds fashion-mnist's four files
  --latent      size of the latent space; 2 also gives manifold.png   [${defaults.latent}]
  --hidden      units of each of the two hidden layers on each side   [${defaults.hidden}]
  --likelihood  bernoulli (pixels above one half count as 1) | gaussian | laplace   [${defaults.likelihood}]
  --beta        weight of the KL divergence in the objective   [${defaults.beta}]
  --epochs      passes over the training images   [${defaults.epochs}]
  --batch       images a step   [${defaults.batch}]
  --lr          rate of Adam   [${defaults.lr}]
  --seed        decides every random number; 0 is a seed   [${defaults.seed}]
  --backend     wasm | cpu | webgpu | auto   [${defaults.backend}]
  --out         folder for the results; it must not hold a run yet   [runs/<data>-<n>]
  --resume      goes on with the run in --out from its last checkpoint
  --help        this text

Results: reconstructions.png samples.png manifold.png curve.svg metrics.jsonl
checkpoint.safetensors config.json. Losses are in nats per example. A training that stops
at a number that is not finite leaves last-good.safetensors.
Exit status: 0 done, 1 training stopped, 2 a request that cannot be met, 70 a fault of the program.
`
