/** The main job: data, backend, folder, training, and what is written in the end. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { batches, imageTensor, permutation, type Split } from '../data/index.js'
import { type Failure, nonFinite } from '../failure/index.js'
import type { Params } from '../layer/index.js'
import { activeUnits, importanceSampledNll, type MeanBound, meanBound } from '../metric/index.js'
import type { LikelihoodFamily, Vae, VaeParams } from '../model/index.js'
import { meanBatch } from '../objective/index.js'
import { adam } from '../optimizer/index.js'
import { fold as foldKey, key, split } from '../random/index.js'
import { type Backend, describe, release, use } from '../run/index.js'
import { neg, type Tensor } from '../tensor/index.js'
import { begin, encodeCheckpoint, fit, type Loss, restore, step, type TrainState } from '../train/index.js'
import type { Tree } from '../tree/index.js'
import { backends, type Config } from './config.js'
import * as Folder from './folder.js'
import { imagesOf, nameOf } from './images.js'
import { type Image, type WithModel, withModel } from './model.js'
import type { Request } from './options.js'
import { picturesOf } from './pictures.js'
import { type Output, progress, steps } from './progress.js'

/** How many importance samples an example gets when the run is judged. */
const NLL_SAMPLES = 500

/** A run that is ready to go: its data is read, its folder is there. */
interface Run {
  readonly config: Config
  readonly folder: string
  readonly data: Split
  readonly checkpoint: Folder.Interrupted['checkpoint']
  readonly lines: readonly Folder.Line[]
}

const withBackend =
  (config: Config) =>
  ({ name }: Backend): Config => ({ ...config, backend: backends.find((b) => b === name) ?? config.backend })

const ready = (request: Exclude<Request, { kind: 'help' }>): TE.TaskEither<Failure, Run> =>
  request.kind === 'resume'
    ? F.pipe(
        Folder.resume(request.out),
        TE.chain((found) =>
          F.pipe(
            imagesOf(found.config),
            TE.chainFirst(() => use(found.config.backend)),
            TE.map((data) => ({ ...found, folder: request.out, data })),
          ),
        ),
      )
    : F.pipe(
        imagesOf(request.config),
        TE.bindTo('data'),
        // the backend that 'auto' found is the run's own: it goes on with the same one
        TE.bind('config', () => TE.map(withBackend(request.config))(use(request.config.backend))),
        TE.bind('folder', ({ config }) => Folder.begin(request.out, nameOf(config), config)),
        TE.map(({ config, data, folder }) => ({
          config,
          folder,
          data,
          checkpoint: undefined,
          lines: [],
        })),
      )

/** What is watched: the bound and its terms. */
type Watched = { readonly elbo: Tensor<[]>; readonly reconstruction: Tensor<[]>; readonly kl: Tensor<[]> }

/** The negative bound of a model as a loss, with its terms to be watched. */
const lossOf =
  <G extends LikelihoodFamily, P extends Params, Q extends Params>(
    model: Vae<Image, [number], 'Gaussian', G, P, Q>,
    beta: number,
  ): Loss<VaeParams<P, Q>, Tensor<[number, ...Image]>, Watched> =>
  (params, x) =>
  (k) => {
    const { elbo, reconstruction, kl } = model.elbo({ beta })(params, x)(k)
    const mean = meanBatch(elbo)
    return {
      loss: neg(mean),
      metrics: { elbo: mean, reconstruction: meanBatch(reconstruction), kl: meanBatch(kl) },
    }
  }

/** A bound with every term finite; otherwise training stops: the step that led there was too long. */
const finite =
  (step: number) =>
  (test: MeanBound): E.Either<Failure, MeanBound> => {
    const bad = Object.entries(test).find(([, value]) => !Number.isFinite(value))
    return bad === undefined
      ? E.right(test)
      : E.left(nonFinite({ step, leaf: `test.${bad[0]}`, value: bad[1] }))
  }

/** Trains, and gives the last state with all lines; when something stops it, the last good state is kept beside the checkpoint. */
const trained =
  ({ config, folder, data, checkpoint, lines: before }: Run, output: Output) =>
  <G extends LikelihoodFamily, P extends Params, Q extends Params>(
    model: Vae<Image, [number], 'Gaussian', G, P, Q>,
  ): TE.TaskEither<
    Failure,
    { readonly state: TrainState<VaeParams<P, Q>>; readonly lines: readonly Folder.Line[] }
  > => {
    const [forInit, forTraining, forTest] = split(3)(key(config.seed))
    const order = foldKey(3)(key(config.seed))
    const optimizer = adam({ rate: config.lr })
    const first = begin(optimizer)(model.init(forInit), forTraining)
    const done = checkpoint?.progress.epoch ?? 0
    const lines = [...before]
    const meter = meanBound({ beta: config.beta, batch: 500 })(model, data.test)
    const started = performance.now()
    const show = progress(output)
    const saveAt = (epoch: number, state: TrainState<VaeParams<P, Q>>): TE.TaskEither<Failure, void> =>
      F.pipe(
        TE.fromTask<Uint8Array, Failure>(() =>
          encodeCheckpoint({ epoch, config: Folder.configText(config) })(state),
        ),
        TE.chain(Folder.save(folder)),
      )
    const training = (state: typeof first) =>
      fit<VaeParams<P, Q>, Tensor<[number, ...Image]>, Watched>({
        step: step(optimizer)(lossOf(model, config.beta)),
        state,
        from: done,
        to: config.epochs,
        batches: (epoch) =>
          F.pipe(
            data.train,
            batches({ size: config.batch, last: 'drop' })(
              permutation(foldKey(epoch)(order))(data.train.count),
            ),
            E.map((images) => mapped(images, imageTensor)),
          ),
        onStep: steps(output, config.epochs, Math.floor(data.train.count / config.batch)),
        onEpoch: ({ epoch, step: at, means, stepsPerSecond }, now) =>
          F.pipe(
            TE.fromTask<MeanBound, Failure>(() => meter.of(now.params)(foldKey(epoch)(forTest))),
            TE.chainEitherK(finite(at)),
            TE.chain((test) => {
              const line = { epoch, step: at, train: means, test }
              lines.push(line)
              const seconds = (performance.now() - started) / 1000
              show({
                epoch,
                epochs: config.epochs,
                done: epoch - done,
                seconds,
                stepsPerSecond,
                train: means,
                beta: config.beta,
              })
              return Folder.log(folder)(line)
            }),
            TE.chain(() => saveAt(epoch, now)),
          ),
      })
    return F.pipe(
      TE.fromEither(checkpoint === undefined ? E.right(first) : restore(first)(checkpoint)),
      TE.chain((state) =>
        F.pipe(
          training(state),
          TE.orElse(({ failure, state: good }) =>
            keepGood(folder, config, lines.length)<typeof good>(failure, good),
          ),
        ),
      ),
      TE.map((state) => ({ state, lines })),
      TE.chainFirstIOK(() => () => meter.release()),
    )
  }

/** The last good state of a training that stopped, in a file of its own: the checkpoint stays at the end of an epoch. */
const keepGood =
  (folder: string, config: Config, epoch: number) =>
  <A>(failure: Failure, good: Tree): TE.TaskEither<Failure, A> =>
    F.pipe(
      TE.fromTask<Uint8Array, Failure>(() =>
        encodeCheckpoint({ epoch, config: Folder.configText(config) })(good),
      ),
      TE.chain(Folder.result(folder, 'last-good.safetensors')),
      TE.chain(() => {
        release(good)
        return TE.left(failure)
      }),
    )

function* mapped<A, B>(items: Iterable<A>, f: (item: A) => B): Generator<B> {
  for (const item of items) yield f(item)
}

/** What is measured and drawn in the end. */
const judged =
  ({ config, folder, data }: Run, output: Output) =>
  <G extends LikelihoodFamily, P extends Params, Q extends Params>(
    model: Vae<Image, [number], 'Gaussian', G, P, Q>,
    params: VaeParams<P, Q>,
    lines: readonly Folder.Line[],
  ): TE.TaskEither<Failure, void> =>
    F.pipe(
      TE.fromTask<ReadonlyMap<string, Uint8Array | string>, Failure>(async () => {
        const [forBound, forNll, forPictures] = split(3)(foldKey(4)(key(config.seed)))
        const meter = meanBound({ batch: 500 })(model, data.test)
        const { elbo } = await meter.of(params)(forBound)
        meter.release()
        const nll = await importanceSampledNll({ samples: NLL_SAMPLES })(model, params, data.test)(forNll)
        const active = await activeUnits()(model, params, data.test)
        output.write(
          `test  -ELBO ${(-elbo).toFixed(2)}  NLL ${nll.toFixed(2)} (${NLL_SAMPLES} importance samples) nats per example  ` +
            `active units ${active} of ${config.latent}\n`,
        )
        const history = lines.map(({ epoch, train }) => ({
          epoch,
          negativeElbo: -train.elbo,
          reconstruction: -train.reconstruction,
          kl: train.kl,
        }))
        const files = new Map<string, Uint8Array | string>(
          await picturesOf(model, params, data.test, forPictures),
        )
        // what draws curves takes longer to load than everything else, and is needed only now
        const { curve } = await import('../picture/index.node.js')
        return files.set('curve.svg', curve(history))
      }),
      TE.chain((files) =>
        TE.traverseSeqArray(([name, content]: readonly [string, Uint8Array | string]) =>
          Folder.result(folder, name)(content),
        )([...files]),
      ),
      TE.map(() => output.write(`written to ${folder}: ${resultNames(config)}\n`)),
    )

const resultNames = ({ latent }: Config): string =>
  [
    'reconstructions.png',
    'samples.png',
    ...(latent === 2 ? ['manifold.png'] : []),
    'curve.svg',
    'metrics.jsonl',
    'checkpoint.safetensors',
    'config.json',
  ].join(' ')

/** The whole job of a request. */
export const job = (
  request: Exclude<Request, { kind: 'help' }>,
  output: Output,
): TE.TaskEither<Failure, void> =>
  F.pipe(
    ready(request),
    TE.chain((run) => {
      const { config, data, folder, checkpoint } = run
      const { train, test } = data
      output.write(
        `${train.name}: ${train.count} training and ${test.count} test images of ${train.height}×${train.width}×${train.channels}; ` +
          `${config.backend} backend (${describe().device}); ${checkpoint === undefined ? 'results' : `going on after epoch ${checkpoint.progress.epoch}`} in ${folder}\n`,
      )
      const go: WithModel<TE.TaskEither<Failure, void>> = (model) =>
        F.pipe(
          trained(run, output)(model),
          TE.chain(({ state, lines }) =>
            F.pipe(
              judged(run, output)(model, state.params, lines),
              TE.chainFirstIOK(() => () => release(state)),
            ),
          ),
        )
      return withModel(config, train)(go)
    }),
  )
