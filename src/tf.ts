/**
 * Between reparam and programs that use TensorFlow.js themselves: tensors over the same data, and backends that are
 * already there.
 *
 * Both sides count: data is freed when the last of them lets go. Keep TensorFlow.js's current backend the one that
 * reparam uses (`tf.setBackend`): an operation of TensorFlow.js on another backend moves the data there. On wasm a matrix
 * product copies a right operand that came from TensorFlow.js, since there one packed copy is kept for data whatever
 * its shape is.
 *
 * `@tensorflow/tfjs-node` is handed over by `useTf`. That package itself is not part of the specs, because its installation
 * downloads a library of its own; they run a TensorFlow.js whose backend has its name, and the kernels that `useTf` looks
 * for.
 * @module reparam/tf
 */
export {
  type Foreign,
  fromTf,
  type OfType,
  type TfHandle,
  type TfShape,
  type TfTensor,
  toTf,
  useTf,
} from './run/tf.js'
