/** Parameter trees. */
export {
  count,
  floats,
  type Leaf,
  leaves,
  map,
  mapLeaves,
  namedLeaves,
  paths,
  type Tree,
  withLeaves,
  zip,
} from './tree.js'
