export { digits } from './digits.node.js'
export {
  cacheFolder,
  type FashionMnistSource,
  fashionMnist,
  fashionMnistFrom,
  fashionMnistSource,
  type PublishedFile,
} from './fashion-mnist.node.js'
export { exists, makeFolder, readBytes, readDecompressed, writeAtomic } from './file.node.js'
export { MNIST_FILES, readIdxFolder } from './folder.node.js'
