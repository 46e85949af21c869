/** A file that the bundler serves, by its address. */
declare module '*?url' {
  const address: string
  export default address
}
