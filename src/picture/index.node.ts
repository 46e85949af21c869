export { curve } from './curve.node.js'
