/** What TensorFlow.js has no operation for. */
export class NotInStock extends Error {
  override readonly name = 'NotInStock'
}
