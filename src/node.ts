/**
 * What of reparam needs Node: data folders and files, pictures, curves.
 * @module reparam/node
 */
export * from './data/index.node.js'
export * from './picture/index.js'
export * from './picture/index.node.js'
