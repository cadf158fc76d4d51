/** What an image reference says once the registry is known to be one of Amazon's, or the name one of this project's own. */
export interface ImageName {
  /** `sagemaker-xgboost`, `kakehi/xgboost`. */
  readonly repository: string;
  readonly tag: string | undefined;
}

/** `<account>.dkr.ecr.<region>.<partition's suffix>/<repository>:<tag>@<digest>`; FIPS hosts say `ecr-fips`. */
const ecr =
  /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.(?:[a-z0-9-]+\.)+[a-z]+\/([a-z0-9._/-]+)(?::([\w.-]+))?(?:@sha256:[0-9a-f]+)?$/;
const own = /^(kakehi\/[a-z0-9-]+)(?::([\w.-]+))?$/;

/**
 * Takes an image reference apart. Accounts and regions do not matter: several accounts hold many repositories, and users copy
 * URIs between regions, so an image is known by its repository. Undefined for images of other registries.
 */
export function parseImage(image: string): ImageName | undefined {
  const match = ecr.exec(image) ?? own.exec(image);
  return match === null ? undefined : { repository: match[1], tag: match[2] };
}

/** Whether an image is of one of the repositories. */
export function isImageOf(image: string, repositories: readonly string[]): boolean {
  const name = parseImage(image);
  return name !== undefined && repositories.includes(name.repository);
}
