/** One container's model data, as its definition names it. */
export interface ArtifactSource {
  readonly uri: string;
  /**
   * `archive`: a gzipped tar that is unpacked. `object`: one file, kept under the last segment of its key.
   * `prefix`: every object below a prefix that ends in a slash, kept under the rest of its key.
   */
  readonly form: "archive" | "object" | "prefix";
}

/** The members of a ContainerDefinition that say where its model data is. */
export interface ModelData {
  readonly ModelDataUrl?: string;
  readonly ModelDataSource?: {
    readonly S3DataSource?: { readonly S3Uri: string; readonly S3DataType: string; readonly CompressionType: string };
  };
}

/** Undefined when the container has no model data. A `file:` URI of a folder is taken whole, in either member. */
export function sourceOf(container: ModelData): ArtifactSource | undefined {
  const source = container.ModelDataSource?.S3DataSource;
  if (source !== undefined) {
    const form = source.CompressionType === "Gzip" ? "archive" : source.S3DataType === "S3Prefix" ? "prefix" : "object";
    return { uri: source.S3Uri, form };
  }
  return container.ModelDataUrl === undefined ? undefined : { uri: container.ModelDataUrl, form: "archive" };
}
