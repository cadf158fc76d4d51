/** A data folder on which no server can be started as it is. The message names the folder, or the file in it. */
export class DataFolderError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DataFolderError";
  }
}

/** Another server has the data folder. */
export class FolderInUse extends DataFolderError {
  constructor(folder: string, cause: unknown) {
    super(`${folder} is in use by another server`, { cause });
    this.name = "FolderInUse";
  }
}

export const dataFolderErrors = {
  newer: (path: string) => new DataFolderError(`${path} was written by a newer version of this program`),
  noKeys: (path: string) =>
    new DataFolderError(`${path} has no profile with aws_access_key_id and aws_secret_access_key`),
} as const;
