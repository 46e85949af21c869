/** reparam: variational autoencoders as typed, composable pure functions. */
export {}
