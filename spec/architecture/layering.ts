/** Which folder of `src` may import which: strictly downward along the data path. */
import type { Source } from '../support/sources.js'
import { importsOf, isRelative, resolved } from './imports.js'

/** The folders that each folder may import, besides itself. */
const below = {
  shape: [],
  failure: ['shape'],
  tensor: ['shape'],
  special: ['shape', 'tensor'],
  linear: ['shape', 'tensor'],
  tree: ['shape', 'tensor'],
  random: ['shape', 'tensor', 'special'],
  gradient: ['shape', 'tensor', 'tree'],
  plan: ['shape', 'tensor'],
  backend: ['shape', 'failure', 'tensor', 'plan'],
  run: ['failure', 'tensor', 'tree', 'plan', 'backend'],
  bijection: ['shape', 'tensor', 'special'],
  distribution: ['shape', 'tensor', 'special', 'linear', 'random', 'bijection'],
  layer: ['shape', 'tensor', 'random', 'tree'],
  objective: ['shape', 'tensor', 'random', 'gradient', 'distribution'],
  schedule: ['tensor'],
  optimizer: ['tensor', 'tree', 'schedule'],
  model: ['shape', 'tensor', 'random', 'tree', 'layer', 'distribution', 'objective'],
  data: ['shape', 'failure', 'tensor', 'random'],
  train: ['failure', 'tensor', 'tree', 'random', 'gradient', 'optimizer', 'data', 'run'],
  metric: ['shape', 'tensor', 'tree', 'random', 'distribution', 'objective', 'model', 'run'],
  picture: ['shape', 'tensor', 'data', 'run'],
  estimate: ['shape', 'failure', 'tensor', 'linear', 'random', 'distribution', 'run'],
  laws: ['shape', 'tensor', 'random', 'bijection', 'distribution', 'layer', 'objective', 'gradient', 'run'],
} as const

type Folder = keyof typeof below

/** The folders of the floor plan, `cli` last. */
export const folders: readonly string[] = [...Object.keys(below), 'cli']

/** The files of `src` that stand in no folder: what users import. */
const entries: readonly string[] = ['src/index.ts', 'src/node.ts', 'src/tf.ts']

const folderOf = (path: string): string => path.split('/')[1] ?? ''
const isFolder = (name: string): name is Folder => name in below

/** Imports that go upward or sideways, imports of an entry, and files that the floor plan has no place for. */
export const layering = (sources: readonly Source[]): readonly string[] => [
  ...sources
    .filter((s) => !entries.includes(s.path) && !folders.includes(folderOf(s.path)))
    .map((s) => `${s.path} stands in no folder of the floor plan`),
  ...sources.flatMap(importsOf).flatMap((i) => {
    if (!isRelative(i.module)) return []
    const to = resolved(i)
    if (entries.includes(to)) return [`${i.place} imports ${to}, which is for users only`]
    const [here, there] = [folderOf(i.from.path), folderOf(to)]
    if (there === 'cli' && here !== 'cli') return [`${i.place}: nothing imports cli`]
    if (here === there || !isFolder(here)) return []
    const allowed: readonly string[] = below[here]
    return allowed.includes(there) ? [] : [`${i.place}: ${here} may not import ${there}`]
  }),
]
