/** What programs get that use TensorFlow.js themselves: the types of its tensors stay out of everything else. */
export { adopt, type Foreign, lend, type TfTensor } from './running/exchange.js'
export { startHandle, type TfHandle } from './starting/handle.js'
