/** What of reparam needs Node: data folders and files, pictures, curves. */
export * from './data/index.node.js'
export * from './picture/index.js'
export * from './picture/index.node.js'
