/** webgpu in Node, through the package of that name. */
import { conforms } from './suite.js'
import { write } from './write.js'

conforms('webgpu', 'webgpu in Node', (measured) => write('webgpu-node', measured))
