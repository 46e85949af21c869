/** A file that the bundler serves, by its address. */
declare module '*?url' {
  const address: string
  // biome-ignore lint/style/noDefaultExport: bundlers give an address as the default export
  export default address
}
