/** What of reparam needs a file system: files, data folders, checkpoints on disk, pictures. */
export {}
